package io.portcullis.runtime;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/**
 * Status and headers of a streamed HTTP response, which go ahead of its body.
 *
 * <p>Follows "Set up a Lambda proxy integration with payload response streaming in API Gateway"
 * (docs.aws.amazon.com/apigateway/latest/developerguide/response-transfer-mode-lambda.html).
 *
 * @param headers with one value each
 * @param multiValueHeaders with any number of values
 * @param cookies values of {@code Set-Cookie}
 */
public record HttpPrelude(
    int statusCode,
    Map<String, String> headers,
    Map<String, List<String>> multiValueHeaders,
    List<String> cookies) {

  /** Content type by which Lambda knows that a payload begins with a prelude. */
  static final String CONTENT_TYPE = "application/vnd.awslambda.http-integration-response";

  /** Bytes in which API Gateway looks for the delimiter. */
  private static final int LIMIT = 16 * 1024;

  private static final byte[] DELIMITER = new byte[8];
  private static final JsonFactory JSON = new JsonFactory();

  public HttpPrelude {
    headers = Map.copyOf(headers);
    multiValueHeaders = Map.copyOf(multiValueHeaders);
    cookies = List.copyOf(cookies);
  }

  public static HttpPrelude of(int statusCode, Map<String, String> headers) {
    return new HttpPrelude(statusCode, headers, Map.of(), List.of());
  }

  /** The JSON and the delimiter behind it. */
  byte[] bytes() {
    var bytes = new ByteArrayOutputStream();
    try (var json = JSON.createGenerator(bytes)) {
      json.writeStartObject();
      json.writeNumberField("statusCode", statusCode);
      writeHeaders(json);
      if (!cookies.isEmpty()) {
        json.writeFieldName("cookies");
        writeAll(json, cookies);
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    bytes.writeBytes(DELIMITER);
    if (bytes.size() > LIMIT) {
      throw new IllegalArgumentException(
          "status and headers must have at most %d bytes, got %d".formatted(LIMIT, bytes.size()));
    }
    return bytes.toByteArray();
  }

  private void writeHeaders(JsonGenerator json) throws IOException {
    json.writeObjectFieldStart("headers");
    for (var header : headers.entrySet()) {
      json.writeStringField(header.getKey(), header.getValue());
    }
    json.writeEndObject();
    if (!multiValueHeaders.isEmpty()) {
      json.writeObjectFieldStart("multiValueHeaders");
      for (var header : multiValueHeaders.entrySet()) {
        json.writeFieldName(header.getKey());
        writeAll(json, header.getValue());
      }
      json.writeEndObject();
    }
  }

  private static void writeAll(JsonGenerator json, List<String> values) throws IOException {
    json.writeStartArray();
    for (var value : values) {
      json.writeString(value);
    }
    json.writeEndArray();
  }
}
