package io.portcullis.http;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.Map;

/** What became of one HTTP request. */
public sealed interface HttpReply {

  /**
   * The service answered.
   *
   * @param status any status, redirects among them
   * @param headers by name in lower case; of repeated headers the last
   * @param body read for status 200 alone, unless the call asks for every body
   * @param firstByte time from the begin of the call, connection included, until the headers came
   */
  record Answered(int status, Map<String, String> headers, byte[] body, Duration firstByte)
      implements HttpReply {
    public Answered {
      headers = Map.copyOf(headers);
    }

    /** Without headers and body, which may hold anything. */
    @Override
    public String toString() {
      return "Answered[%d]".formatted(status);
    }
  }

  /**
   * The service answers, and the body is under way.
   *
   * @param status 200, unless the call asks for every body
   * @param headers as of an answer that is whole
   * @param body must be closed, or read to its end
   * @param firstByte as of an answer that is whole
   */
  record Opened(int status, Map<String, String> headers, HttpBody body, Duration firstByte)
      implements HttpReply {
    public Opened {
      headers = Map.copyOf(headers);
    }

    /**
     * The answer with its whole body, or why there is none.
     *
     * @param limit bytes of the body at most
     */
    public HttpReply whole(int limit, Duration timeout) {
      var end = System.nanoTime() + timeout.toNanos();
      var whole = new ByteArrayOutputStream();
      try (body) {
        var part = body.next(timeout);
        while (part instanceof HttpBody.Part.Bytes bytes) {
          if (whole.size() + bytes.bytes().length > limit) {
            return new TooLarge();
          }
          whole.writeBytes(bytes.bytes());
          part = body.next(Duration.ofNanos(end - System.nanoTime()));
        }
        if (part instanceof HttpBody.Part.End) {
          return new Answered(status, headers, whole.toByteArray(), firstByte);
        }
        return part instanceof HttpBody.Part.Missing ? new TimedOut() : new Broken();
      }
    }

    /** Without headers, which may hold anything. */
    @Override
    public String toString() {
      return "Opened";
    }
  }

  /** The answer's body was longer than the limit; the rest of it was not read. */
  record TooLarge() implements HttpReply {}

  /** The time was over before the answer was whole. */
  record TimedOut() implements HttpReply {}

  /** No connection came about, so nothing was sent. */
  record NotConnected() implements HttpReply {}

  /** TLS did not accept the service, or found none, so nothing was sent. */
  record Untrusted() implements HttpReply {}

  /** The connection broke, or what came was no HTTP. The service may have acted on the request. */
  record Broken() implements HttpReply {}
}
