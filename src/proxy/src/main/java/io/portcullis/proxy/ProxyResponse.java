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

  /** The body of a refusal, the same from every layer of the front door. */
  private record Envelope(Error error) {}

  private record Error(
      String message,
      String type,
      String code,
      String layer,
      @JsonProperty("request_id") String requestId) {}

  /** The answer to an event, if one could be read. */
  static ProxyResponse of(Answer answer, Optional<ProxyEvent> event) {
    var headers =
        answer.headers().entrySet().stream()
            .collect(Collectors.toMap(header -> header.getKey().word(), Map.Entry::getValue));
    event
        .flatMap(ProxyEvent::allowedOrigin)
        .ifPresent(origin -> headers.put(ClientHeader.ALLOWED_ORIGIN.word(), origin));
    if (answer instanceof Answer.Completion completion) {
      return new ProxyResponse(answer.status(), headers, completion.body(), false);
    }
    headers.put(ClientHeader.CONTENT_TYPE.word(), MediaType.JSON);
    var code = ((Answer.Refusal) answer).code();
    var error =
        new Error(
            code.sentence(),
            code.type(),
            code.word(),
            code.layer().word(),
            event.flatMap(ProxyEvent::requestId).orElse(null));
    return new ProxyResponse(answer.status(), headers, text(new Envelope(error)), false);
  }

  byte[] json() {
    try {
      return WRITER.writeValueAsBytes(this);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(Envelope envelope) {
    try {
      return WRITER.writeValueAsString(envelope);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
