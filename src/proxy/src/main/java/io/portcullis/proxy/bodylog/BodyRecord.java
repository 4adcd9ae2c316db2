package io.portcullis.proxy.bodylog;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.portcullis.proxy.request.ProxyEvent;
import io.portcullis.proxy.request.Route;
import io.portcullis.proxy.stream.StreamTexts;
import io.portcullis.redaction.Redactor;

/** What was asked and answered in one request. Used by one thread. */
public final class BodyRecord {
  /** Characters of the request that are written, and of the answer. */
  static final int LONGEST = 64 * 1024;

  /** More that is looked at, so that a secret at the end is recognized. */
  private static final int BEYOND = 8 * 1024;

  private final ProxyEvent event;
  private final StreamTexts streamed = new StreamTexts(LONGEST + BEYOND);
  private String answer = "";

  BodyRecord(ProxyEvent event) {
    this.event = event;
  }

  /** The whole answer. */
  public void answer(String body) {
    answer = body;
  }

  /** The next event of a streamed answer; what the model says in several ones is joined. */
  public void event(String text) {
    streamed.add(text);
  }

  /** All events of a streamed answer; a refusal in its place is a text of its own. */
  public void events(String text) {
    streamed.addAll(text);
    answer = text;
  }

  /** The event of the log. */
  String message(int status, Redactor redactor) {
    var message =
        JsonNodeFactory.instance
            .objectNode()
            .put("request_id", event.requestId().orElse(null))
            .put("customer", event.customer().orElse(null))
            .put("route", event.route().map(Route::toString).orElse(null))
            .put("status", status);
    put(message, "request", event.text().orElse(""), redactor);
    if (streamed.texts().isEmpty()) {
      put(message, "answer", answer, redactor);
    } else {
      var texts = message.putObject("answer");
      streamed.texts().forEach((name, text) -> put(texts, name, text.toString(), redactor));
    }
    // Once more, for what is a secret by its name.
    return redactor.redact(message.toString());
  }

  private static void put(ObjectNode object, String name, String text, Redactor redactor) {
    var looked = text.substring(0, Math.min(text.length(), LONGEST + BEYOND));
    object.put(name, redactor.redactBeginning(looked, LONGEST));
  }

  /** Without what was said. */
  @Override
  public String toString() {
    return "BodyRecord";
  }
}
