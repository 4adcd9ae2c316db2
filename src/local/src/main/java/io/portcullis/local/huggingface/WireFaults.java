package io.portcullis.local.huggingface;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.portcullis.local.http.Answer;
import io.portcullis.local.http.Wire;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Set;

/** What goes wrong below HTTP: connections, heads and lengths. */
final class WireFaults {
  private static final int HUGE = 1024 * 1024;
  private static final int LINE = 8 * 1024;
  private static final Set<Behaviour> ALL =
      Set.of(
          Behaviour.TRICKLING,
          Behaviour.TRICKLING_BODY,
          Behaviour.RESETTING,
          Behaviour.RESETTING_IN_BODY,
          Behaviour.TRUNCATED,
          Behaviour.LENGTH_TOO_SHORT,
          Behaviour.LENGTH_GARBAGE,
          Behaviour.LENGTH_NEGATIVE,
          Behaviour.LENGTH_TWICE,
          Behaviour.HUGE_HEADERS,
          Behaviour.INTERIM,
          Behaviour.NOT_HTTP);

  private WireFaults() {}

  static boolean has(Behaviour behaviour) {
    return ALL.contains(behaviour);
  }

  /**
   * Sends a good answer badly.
   *
   * @param good of status 200
   */
  static void send(Behaviour behaviour, Answer good, Wire wire)
      throws IOException, InterruptedException {
    var body = good.body();
    var half = Arrays.copyOf(body, body.length / 2);
    var rightLength = length(Integer.toString(body.length));
    switch (behaviour) {
      case TRICKLING -> slowly(joined(head(good, rightLength), body), wire);
      case TRICKLING_BODY -> {
        wire.write(head(good, rightLength));
        slowly(body, wire);
      }
      case RESETTING -> wire.reset();
      case RESETTING_IN_BODY -> {
        wire.write(joined(head(good, rightLength), half));
        // A reset drops what the other side has not read yet, its head perhaps.
        Thread.sleep(200);
        wire.reset();
      }
      case TRUNCATED -> wire.write(joined(head(good, rightLength), half));
      case LENGTH_TOO_SHORT ->
          wire.write(joined(head(good, length(Integer.toString(half.length))), body));
      case LENGTH_GARBAGE -> wire.write(joined(head(good, length("many")), body));
      case LENGTH_NEGATIVE -> wire.write(joined(head(good, length("-1")), body));
      case LENGTH_TWICE -> wire.write(joined(head(good, rightLength + length("2")), body));
      case HUGE_HEADERS -> wire.write(joined(head(good, filling() + rightLength), body));
      case INTERIM -> {
        wire.write("HTTP/1.1 102 Processing\r\n\r\n".getBytes(ISO_8859_1));
        wire.write("HTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\n".getBytes(ISO_8859_1));
        wire.write(joined(head(good, rightLength), body));
      }
      case NOT_HTTP -> wire.write("SSH-2.0-OpenSSH_9.6\r\n".getBytes(ISO_8859_1));
      default -> throw new IllegalArgumentException("no fault below HTTP: '" + behaviour + "'");
    }
  }

  /** Answers before the request was read, and does not read it. */
  static void early(Answer answer, Wire wire) throws IOException, InterruptedException {
    var head =
        "HTTP/1.1 %d Early\r\nContent-Type: application/json\r\nConnection: close\r\n%s\r\n"
            .formatted(answer.status(), length(Integer.toString(answer.body().length)));
    wire.write(joined(head.getBytes(ISO_8859_1), answer.body()));
    wire.end();
    // To close over what came and was not read would reset the connection, and lose the answer.
    Thread.sleep(1000);
  }

  private static byte[] head(Answer good, String more) {
    var type = good.headers().first("Content-Type").orElseThrow();
    return "HTTP/1.1 200 OK\r\nContent-Type: %s\r\nConnection: close\r\n%s\r\n"
        .formatted(type, more)
        .getBytes(ISO_8859_1);
  }

  private static String length(String value) {
    return "Content-Length: " + value + "\r\n";
  }

  private static String filling() {
    return ("X-Filling: " + "x".repeat(LINE) + "\r\n").repeat(HUGE / LINE);
  }

  private static void slowly(byte[] bytes, Wire wire) throws IOException, InterruptedException {
    for (var one : bytes) {
      wire.write(new byte[] {one});
      Thread.sleep(1000);
    }
  }

  private static byte[] joined(byte[] head, byte[] body) {
    var all = new ByteArrayOutputStream();
    all.writeBytes(head);
    all.writeBytes(body);
    return all.toByteArray();
  }
}
