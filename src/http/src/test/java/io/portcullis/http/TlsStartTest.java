package io.portcullis.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TlsStartTest {
  /** RFC 8446, section 5.1. */
  private static final byte HANDSHAKE = 22;

  @Test
  void goesAsFarAsTheGreetingOfAHandshake() throws Exception {
    var greeting = TlsStart.greeting();

    assertThat(greeting.get(0)).isEqualTo(HANDSHAKE);
  }
}
