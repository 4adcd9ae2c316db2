package io.portcullis.proxy.upstream;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.portcullis.http.HttpCaller;
import io.portcullis.http.ServiceUrl;
import io.portcullis.huggingface.AccessToken;
import io.portcullis.local.huggingface.HuggingFaceStandIn;
import io.portcullis.proxy.answer.Answer;
import io.portcullis.proxy.deadline.Deadline;
import io.portcullis.proxy.deadline.RequestTimeouts;
import io.portcullis.proxy.refusal.RefusalCode;
import io.portcullis.proxy.request.Route;
import io.portcullis.proxy.stream.EventStream;
import io.portcullis.proxy.validation.ClientRequest;
import java.net.URI;
import java.time.Duration;

/** One call of an endpoint over HTTP, read to its end. */
final class Trial {
  static final RequestTimeouts TIMEOUTS =
      new RequestTimeouts(
          Duration.ofSeconds(4),
          Duration.ofSeconds(2),
          Duration.ofSeconds(8),
          Duration.ofSeconds(2));

  private final URI url;
  private final AccessToken token;
  private final RequestTimeouts timeouts;

  Trial(URI url, String token, RequestTimeouts timeouts) {
    this.url = url;
    this.token = AccessToken.parse(token).orElseThrow();
    this.timeouts = timeouts;
  }

  static Trial of(HuggingFaceStandIn standIn) {
    return new Trial(standIn.url(), standIn.tokens().issue(), TIMEOUTS);
  }

  /**
   * What became of a call.
   *
   * @param text what the client got, but for a refusal
   */
  record Result(EndpointAnswer answer, String text) {
    int status() {
      return answer.answer().status();
    }

    String code() {
      return answer.answer().failure().map(RefusalCode::word).orElse("—");
    }
  }

  Result chat(boolean stream) {
    return chat(
        "{\"stream\":%s,\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}"
            .formatted(stream));
  }

  Result chat(String body) {
    var endpoint =
        new HttpEndpoint(
            ServiceUrl.of("ENDPOINT_URL", url.toString()),
            new HttpCaller(Duration.ofSeconds(3)),
            timeouts);
    var deadline = Deadline.of(timeouts.total(), () -> 900_000);
    var request =
        new ClientRequest(Route.CHAT_COMPLETIONS, "application/json", body.getBytes(UTF_8), 0);
    var answer = endpoint.call(request, token, deadline).answer(timeouts, deadline);
    return new Result(answer, text(answer.answer(), deadline));
  }

  private String text(Answer answer, Deadline deadline) {
    if (answer instanceof Answer.Completion completion) {
      return completion.body();
    }
    if (!(answer instanceof Answer.Events events)) {
      return "";
    }
    try (var rest = events.rest()) {
      var text = new StringBuilder();
      EventStream.Item item = events.first();
      while (item instanceof EventStream.Item.Event event) {
        text.append(event.text());
        item = rest.next(timeouts.idle(), deadline);
      }
      return text.toString();
    }
  }
}
