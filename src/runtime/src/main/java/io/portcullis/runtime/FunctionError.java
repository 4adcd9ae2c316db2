package io.portcullis.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import io.portcullis.redaction.Redactor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * An error as the Runtime API takes it.
 *
 * @param type in AWS's form, {@code Category.Reason}
 */
record FunctionError(String type, String message, StackTraceElement[] stackTrace) {
  private static final JsonFactory JSON = new JsonFactory();

  /** The function cannot start; says why, since that is about settings and never about a caller. */
  static FunctionError ofInit(String type, Throwable thrown) {
    return new FunctionError(
        type,
        "%s: %s".formatted(thrown.getClass().getName(), thrown.getMessage()),
        thrown.getStackTrace());
  }

  /** The function failed on an event. Its message is left out: it may quote what a caller sent. */
  static FunctionError ofInvocation(Throwable thrown) {
    return new FunctionError(
        "Function.HandlerFailed",
        "the handler failed with '%s'".formatted(thrown.getClass().getName()),
        thrown.getStackTrace());
  }

  /** The error as it may leave the process: its stack names code alone. */
  FunctionError redacted(Redactor redactor) {
    return new FunctionError(type, redactor.redact(message), stackTrace);
  }

  /** The JSON as one line of a log. */
  String text() {
    return new String(json(), UTF_8);
  }

  byte[] json() {
    var bytes = new ByteArrayOutputStream();
    try (var json = JSON.createGenerator(bytes)) {
      json.writeStartObject();
      json.writeStringField("errorType", type);
      json.writeStringField("errorMessage", message);
      json.writeArrayFieldStart("stackTrace");
      for (var element : stackTrace) {
        json.writeString(element.toString());
      }
      json.writeEndArray();
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
