package io.portcullis.proxy;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.UncheckedIOException;
import java.util.Optional;

/** The body of a refusal, the same from every layer of the front door. */
record ErrorBody(Error error) {
  private static final ObjectWriter WRITER = JsonMapper.builder().build().writer();

  record Error(
      String message,
      String type,
      String code,
      String layer,
      @JsonProperty("request_id") String requestId,
      @JsonInclude(JsonInclude.Include.NON_NULL) String param) {}

  static ErrorBody of(RefusalCode code, RefusalDetail detail, Optional<String> requestId) {
    return new ErrorBody(
        new Error(
            detail.sentence(),
            code.type(),
            code.word(),
            code.layer().word(),
            requestId.orElse(null),
            detail.param().orElse(null)));
  }

  String json() {
    try {
      return WRITER.writeValueAsString(this);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** As an event of a stream; clients of the OpenAI API throw what it says. */
  String event() {
    return "data: " + json() + "\n\n";
  }
}
