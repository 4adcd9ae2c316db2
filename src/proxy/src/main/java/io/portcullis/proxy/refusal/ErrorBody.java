package io.portcullis.proxy.refusal;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.Optional;

/** The body of a refusal, the same from every layer of the front door. */
public record ErrorBody(RefusalCode code, RefusalDetail detail, Optional<String> requestId) {

  public String json() {
    var body = JsonNodeFactory.instance.objectNode();
    var error =
        body.putObject("error")
            .put("message", detail.sentence())
            .put("type", code.type())
            .put("code", code.word())
            .put("layer", code.layer().word())
            .put("request_id", requestId.orElse(null));
    detail.param().ifPresent(param -> error.put("param", param));
    return body.toString();
  }

  /** As an event of a stream; clients of the OpenAI API throw what it says. */
  public String event() {
    return "data: " + json() + "\n\n";
  }
}
