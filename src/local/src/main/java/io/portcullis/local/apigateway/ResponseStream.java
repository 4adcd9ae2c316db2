package io.portcullis.local.apigateway;

import java.io.IOException;
import java.io.OutputStream;

/** A response's body as its function sends it, bit by bit. */
public final class ResponseStream {
  private final byte[] begin;
  private final Payload rest;
  private Runnable afterwards = () -> {};
  private long length;

  /**
   * A body under way.
   *
   * @param begin what came together with the headers
   */
  ResponseStream(byte[] begin, Payload rest) {
    this.begin = begin.clone();
    this.rest = rest;
  }

  /** Has something done when the last byte is out, or no further one will be. */
  void afterwards(Runnable action) {
    afterwards = action;
  }

  /** Bytes that went out. */
  long length() {
    return length;
  }

  /**
   * Passes on each part as it comes.
   *
   * @throws IOException if the function fails under way, or the stream is idle or goes on for too
   *     long: then the connection must not end as if the body were whole
   */
  public void copyTo(OutputStream out) throws IOException, InterruptedException {
    try {
      write(begin, out);
      var item = rest.next();
      while (item instanceof Payload.Item.Part part) {
        write(part.bytes(), out);
        item = rest.next();
      }
      if (!(item instanceof Payload.Item.End end
          && end.result() instanceof FunctionInvoker.Result.Returned)) {
        throw new IOException("the response broke off");
      }
    } finally {
      afterwards.run();
    }
  }

  /** A flush of nothing sends the headers. */
  private void write(byte[] bytes, OutputStream out) throws IOException {
    out.write(bytes);
    out.flush();
    length += bytes.length;
  }
}
