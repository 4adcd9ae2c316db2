package io.portcullis.proxy.answer;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.portcullis.proxy.content.MediaType;
import io.portcullis.proxy.refusal.ErrorBody;
import io.portcullis.proxy.refusal.Retry;
import io.portcullis.proxy.request.ProxyEvent;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What API Gateway takes from a function as an answer. */
public record ProxyResponse(
    int statusCode, Map<String, String> headers, String body, boolean base64Encoded) {

  /** Bytes of a whole response that Lambda passes on at most (6 MB, invocation payload). */
  public static final int LIMIT = 6 * 1024 * 1024;

  /** The answer to an event, if one could be read. */
  public static ProxyResponse of(Answer answer, Optional<ProxyEvent> event) {
    var headers =
        answer.headers().entrySet().stream()
            .collect(Collectors.toMap(header -> header.getKey().word(), Map.Entry::getValue));
    event
        .flatMap(ProxyEvent::allowedOrigin)
        .ifPresent(
            origin -> {
              headers.put(ClientHeader.ALLOWED_ORIGIN.word(), origin);
              headers.put(ClientHeader.EXPOSED_HEADERS.word(), ClientHeader.exposed());
            });
    if (answer instanceof Answer.Refusal refusal) {
      return refused(refusal, headers, event.flatMap(ProxyEvent::requestId));
    }
    // What is streamed follows later.
    var body = answer instanceof Answer.Completion completion ? completion.body() : "";
    return new ProxyResponse(answer.status(), headers, body, false);
  }

  private static ProxyResponse refused(
      Answer.Refusal refusal, Map<String, String> headers, Optional<String> requestId) {
    headers.put(ClientHeader.CONTENT_TYPE.word(), MediaType.JSON);
    if (refusal.code().retry() == Retry.NEVER) {
      headers.put(ClientHeader.SHOULD_RETRY.word(), "false");
    }
    var body = new ErrorBody(refusal.code(), refusal.detail(), requestId);
    return new ProxyResponse(refusal.status(), headers, body.json(), false);
  }

  public byte[] json() {
    var response = JsonNodeFactory.instance.objectNode().put("statusCode", statusCode);
    headers.forEach(response.putObject("headers")::put);
    return response
        .put("body", body)
        .put("isBase64Encoded", base64Encoded)
        .toString()
        .getBytes(UTF_8);
  }
}
