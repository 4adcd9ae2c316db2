package io.portcullis.proxy;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What API Gateway takes from a function as an answer. */
record ProxyResponse(
    int statusCode,
    Map<String, String> headers,
    String body,
    @JsonProperty("isBase64Encoded") boolean base64Encoded) {

  /** Bytes of a whole response that Lambda passes on at most (6 MB, invocation payload). */
  static final int LIMIT = 6 * 1024 * 1024;

  private static final ObjectWriter WRITER = JsonMapper.builder().build().writer();

  /** The answer to an event, if one could be read. */
  static ProxyResponse of(Answer answer, Optional<ProxyEvent> event) {
    var headers =
        answer.headers().entrySet().stream()
            .collect(Collectors.toMap(header -> header.getKey().word(), Map.Entry::getValue));
    event
        .flatMap(ProxyEvent::allowedOrigin)
        .ifPresent(origin -> headers.put(ClientHeader.ALLOWED_ORIGIN.word(), origin));
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
    var body = ErrorBody.of(refusal.code(), refusal.detail(), requestId);
    return new ProxyResponse(refusal.status(), headers, body.json(), false);
  }

  byte[] json() {
    try {
      return WRITER.writeValueAsBytes(this);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
