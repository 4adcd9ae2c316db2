package io.portcullis.redaction;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;

/**
 * An output that nothing leaves before it is redacted. It waits for the end of a line, so that a
 * secret may come in any number of writes, and passes a line on in one write. What cannot be
 * redacted is left out.
 */
public final class RedactingOutput extends OutputStream {
  /** Bytes of a line that are waited for. */
  static final int LONGEST = 64 * 1024;

  /** Bytes that are held back of a longer line: the longest token has 4 KB, 5.4 KB in base64. */
  static final int HELD_BACK = 8 * 1024;

  private final OutputStream out;
  private final Redactor redactor;
  private final PrivateKeyLines keys = new PrivateKeyLines();
  private final ByteArrayOutputStream begun = new ByteArrayOutputStream();
  private boolean leavesOut;

  public RedactingOutput(OutputStream out, Redactor redactor) {
    this.out = out;
    this.redactor = redactor;
  }

  /**
   * Puts a redactor before all that the process prints, uncaught exceptions included. A line that
   * has not ended goes out when the process does.
   *
   * @return what is standard output now
   */
  public static PrintStream install(Redactor redactor) {
    var err = new RedactingOutput(System.err, redactor);
    var out = new RedactingOutput(System.out, redactor);
    Runtime.getRuntime().addShutdownHook(new Rest(out, err));
    System.setErr(new PrintStream(err, true, UTF_8));
    System.setOut(new PrintStream(out, true, UTF_8));
    return System.out;
  }

  /** Prints through a redactor. */
  public static PrintStream printing(OutputStream out, Redactor redactor) {
    return new PrintStream(new RedactingOutput(out, redactor), true, UTF_8);
  }

  /** Writes what waits for the end of its line. */
  private static final class Rest extends Thread {
    private final RedactingOutput[] outputs;

    Rest(RedactingOutput... outputs) {
      this.outputs = outputs;
    }

    @Override
    public void run() {
      for (var output : outputs) {
        try {
          output.close();
        } catch (IOException e) {
          // Nobody is left to be told.
          continue;
        }
      }
    }
  }

  @Override
  public void write(int single) throws IOException {
    write(new byte[] {(byte) single}, 0, 1);
  }

  @Override
  public synchronized void write(byte[] bytes, int offset, int length) throws IOException {
    var from = offset;
    for (var place = offset; place < offset + length; place++) {
      if (bytes[place] == '\n') {
        add(bytes, from, place);
        endLine("\n");
        from = place + 1;
      }
    }
    add(bytes, from, offset + length);
  }

  private void add(byte[] bytes, int from, int to) throws IOException {
    for (var next = from; next < to; ) {
      var taken = Math.min(LONGEST - begun.size(), to - next);
      begun.write(bytes, next, taken);
      next += taken;
      if (begun.size() == LONGEST && next < to) {
        writeBeginning();
      }
    }
  }

  private void endLine(String end) throws IOException {
    var line = begun.toString(ISO_8859_1);
    begun.reset();
    // A byte as a character, since every secret is of ASCII: other bytes come out as they came.
    var redacted = leavesOut ? "" : keys.without(line, redactor.redact(line));
    leavesOut = false;
    out.write(redacted.concat(end).getBytes(ISO_8859_1));
    out.flush();
  }

  private void writeBeginning() throws IOException {
    var bytes = begun.toByteArray();
    begun.reset();
    if (leavesOut) {
      return;
    }
    try {
      var text = new String(bytes, ISO_8859_1);
      var beginning = redactor.beginning(text, LONGEST - HELD_BACK);
      out.write(beginning.redacted().getBytes(ISO_8859_1));
      begun.write(bytes, beginning.length(), bytes.length - beginning.length());
      // A secret that has not ended: what follows is the rest of it.
      leavesOut = beginning.length() == bytes.length;
    } catch (RuntimeException | StackOverflowError e) {
      leavesOut = true;
      out.write(Redactor.leftOut(bytes.length).getBytes(UTF_8));
    }
  }

  /** Passes nothing on that has no end yet. */
  @Override
  public synchronized void flush() throws IOException {
    out.flush();
  }

  /** Writes the rest; the output below stays open, since it belongs to the process. */
  @Override
  public synchronized void close() throws IOException {
    if (begun.size() > 0) {
      endLine("");
    }
    out.flush();
  }
}
