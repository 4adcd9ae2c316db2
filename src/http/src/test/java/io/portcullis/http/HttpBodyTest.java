package io.portcullis.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class HttpBodyTest {
  private static final Duration AMPLE = Duration.ofSeconds(20);
  private static final Duration SHORT = Duration.ofMillis(100);
  private static final byte[] HEAD =
      "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n".getBytes(US_ASCII);

  private final HttpCaller caller = new HttpCaller(Duration.ofSeconds(3));

  @Test
  void givesAPart_beforeTheNextIsSent() {
    var seen = new CountDownLatch(1);
    try (var server =
            new RawServer(
                (in, out) -> {
                  out.write(HEAD);
                  out.write("5\r\nfirst\r\n".getBytes(US_ASCII));
                  seen.await();
                  out.write("6\r\nsecond\r\n0\r\n\r\n".getBytes(US_ASCII));
                });
        var body = open(server, AMPLE).body()) {
      assertThat(text(body.next(AMPLE))).isEqualTo("first");
      seen.countDown();
      assertThat(text(body.next(AMPLE))).isEqualTo("second");
      assertThat(body.next(AMPLE)).isEqualTo(new HttpBody.Part.End());
    }
  }

  @Test
  void isBroken_whereTheConnectionEndsUnderWay() {
    try (var server =
            new RawServer(
                (in, out) -> {
                  out.write(HEAD);
                  out.write("5\r\nfirst\r\n".getBytes(US_ASCII));
                });
        var body = open(server, AMPLE).body()) {
      assertThat(text(body.next(AMPLE))).isEqualTo("first");
      assertThat(body.next(AMPLE)).isEqualTo(new HttpBody.Part.Broken());
    }
  }

  @Test
  void isMissing_whereNothingComes() {
    var release = new CountDownLatch(1);
    try (var server =
            new RawServer(
                (in, out) -> {
                  out.write(HEAD);
                  release.await();
                });
        var body = open(server, AMPLE).body()) {
      assertThat(body.next(SHORT)).isEqualTo(new HttpBody.Part.Missing());
    } finally {
      release.countDown();
    }
  }

  @Test
  void endsTheConnection_ofABodyThatNobodyReads() throws Exception {
    var ended = new CountDownLatch(1);
    try (var server =
        new RawServer(
            (in, out) -> {
              out.write(HEAD);
              try {
                while (true) {
                  out.write("5\r\nagain\r\n".getBytes(US_ASCII));
                }
              } catch (IOException e) {
                ended.countDown();
                throw e;
              }
            })) {
      open(server, AMPLE).body().close();

      ended.await();
    }
  }

  @Test
  void keepsTheConnection_ofABodyThatWasRead() {
    try (var server =
        new RawServer(
            (in, out) -> {
              out.write(HEAD);
              out.write("5\r\nfirst\r\n0\r\n\r\n".getBytes(US_ASCII));
              RawServer.readHead(in);
              out.write(HEAD);
              out.write("6\r\nsecond\r\n0\r\n\r\n".getBytes(US_ASCII));
            })) {
      assertThat(whole(open(server, AMPLE))).isEqualTo("first");
      assertThat(whole(open(server, AMPLE))).isEqualTo("second");
    }
  }

  @Test
  void printsNothingOfTheBody() {
    assertThat(new HttpBody.Part.Bytes(new byte[3])).hasToString("Bytes[3]");
    assertThat(new HttpReply.Opened(200, Map.of("a", "b"), new HttpBody(), SHORT))
        .hasToString("Opened");
  }

  private HttpReply.Opened open(RawServer server, Duration firstByte) {
    var call = HttpCall.get(server.url().resolve("/"), Map.of(), 1000);
    var reply = caller.open(call, firstByte, AMPLE);
    assertThat(reply).isInstanceOf(HttpReply.Opened.class);
    return (HttpReply.Opened) reply;
  }

  private static String whole(HttpReply.Opened opened) {
    return new String(((HttpReply.Answered) opened.whole(1000, AMPLE)).body(), UTF_8);
  }

  private static String text(HttpBody.Part part) {
    assertThat(part).isInstanceOf(HttpBody.Part.Bytes.class);
    return new String(((HttpBody.Part.Bytes) part).bytes(), UTF_8);
  }
}
