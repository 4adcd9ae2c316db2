package io.portcullis.runtime;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;

/** A body in chunked transfer coding, a chunk for each flush or whenever the buffer is full. */
final class ChunkedBody extends OutputStream {
  private final OutputStream out;
  private final byte[] buffer = new byte[16 * 1024];
  private int count;
  private boolean ended;

  ChunkedBody(OutputStream out) {
    this.out = out;
  }

  @Override
  public void write(int single) throws IOException {
    write(new byte[] {(byte) single}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    if (ended) {
      throw new IOException("the response has ended");
    }
    for (var from = offset; from < offset + length; ) {
      if (count == buffer.length) {
        writeChunk();
      }
      var taken = Math.min(buffer.length - count, offset + length - from);
      System.arraycopy(bytes, from, buffer, count, taken);
      count += taken;
      from += taken;
    }
  }

  @Override
  public void flush() throws IOException {
    writeChunk();
    out.flush();
  }

  /** Ends the body. */
  void end(Map<String, String> trailers) throws IOException {
    writeChunk();
    ended = true;
    var end = new StringBuilder("0\r\n");
    trailers.forEach((name, value) -> end.append(name).append(": ").append(value).append("\r\n"));
    out.write(end.append("\r\n").toString().getBytes(ISO_8859_1));
    out.flush();
  }

  /** A chunk of no length would be the end. */
  private void writeChunk() throws IOException {
    if (count > 0) {
      out.write((Integer.toHexString(count) + "\r\n").getBytes(ISO_8859_1));
      out.write(buffer, 0, count);
      out.write("\r\n".getBytes(ISO_8859_1));
      count = 0;
    }
  }
}
