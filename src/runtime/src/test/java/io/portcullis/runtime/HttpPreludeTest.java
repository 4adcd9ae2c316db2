package io.portcullis.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HttpPreludeTest {
  @Test
  void isJson_andEightNulBytes() {
    var prelude =
        new HttpPrelude(
            503, Map.of("retry-after", "1"), Map.of("vary", List.of("a", "b")), List.of("c=d"));

    assertThat(new String(prelude.bytes(), UTF_8))
        .isEqualTo(
            "{\"statusCode\":503,\"headers\":{\"retry-after\":\"1\"},"
                + "\"multiValueHeaders\":{\"vary\":[\"a\",\"b\"]},\"cookies\":[\"c=d\"]}"
                + "\0\0\0\0\0\0\0\0");
  }

  @Test
  void holdsNoDelimiter_whateverAHeaderSays() {
    var prelude = HttpPrelude.of(200, Map.of("x", "\0".repeat(8)));

    assertThat(new String(prelude.bytes(), UTF_8)).containsOnlyOnce("\0\0\0\0\0\0\0\0");
  }

  @Test
  void refusesMore_thanApiGatewayReads() {
    var prelude = HttpPrelude.of(200, Map.of("x", "y".repeat(17_000)));

    assertThatIllegalArgumentException()
        .isThrownBy(prelude::bytes)
        .withMessageStartingWith("status and headers must have at most 16384 bytes, got 17");
  }
}
