package io.portcullis.proxy;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.portcullis.runtime.HttpPrelude;
import io.portcullis.runtime.StreamResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** A streamed response as API Gateway sees it: status and headers, and each part as it comes. */
final class StreamedResponse implements StreamResponse {
  private final BlockingQueue<String> parts = new LinkedBlockingQueue<>();
  private final ByteArrayOutputStream begun = new ByteArrayOutputStream();
  private volatile HttpPrelude prelude;

  @Override
  public OutputStream begin(HttpPrelude head) {
    prelude = head;
    return new OutputStream() {
      @Override
      public void write(int single) {
        begun.write(single);
      }

      @Override
      public void write(byte[] bytes, int offset, int length) {
        begun.write(bytes, offset, length);
      }

      @Override
      public void flush() {
        part();
      }
    };
  }

  @Override
  public void end() {}

  private void part() {
    parts.add(begun.toString(UTF_8));
    begun.reset();
  }

  HttpPrelude prelude() {
    return prelude;
  }

  /** Waits for the next part. */
  String next() throws InterruptedException {
    return parts.take();
  }

  /** All that has not been taken, after the handler has returned. */
  String rest() throws IOException {
    var text = new StringBuilder();
    parts.forEach(text::append);
    return text.append(begun.toString(UTF_8)).toString();
  }
}
