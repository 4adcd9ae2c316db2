package io.portcullis.test.attack;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class WireTest {
  @Test
  void sendsHeadersAsTheyAre_andOnlyAddsWhatNobodyWrote() {
    assertThat(
            text(new Wire("POST", "//a", List.of("x-a: 1", "X-A: 2"), "{}".getBytes(UTF_8), false)))
        .isEqualTo(
            "POST //a HTTP/1.1\r\nHost: door\r\nx-a: 1\r\nX-A: 2\r\nContent-Length: 2\r\n\r\n{}");
  }

  @Test
  void leavesAWrongLengthWrong() {
    assertThat(
            text(new Wire("POST", "/", List.of("content-length: 9"), "{}".getBytes(UTF_8), false)))
        .isEqualTo("POST / HTTP/1.1\r\nHost: door\r\ncontent-length: 9\r\n\r\n{}");
  }

  @Test
  void sendsABodyInChunks() {
    assertThat(text(new Wire("POST", "/", List.of(), "{}".getBytes(UTF_8), true)))
        .endsWith("Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n");
  }

  private static String text(Wire wire) {
    return new String(wire.bytes("door"), UTF_8);
  }
}
