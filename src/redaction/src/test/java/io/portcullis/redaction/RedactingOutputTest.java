package io.portcullis.redaction;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedactingOutputTest {
  private static final String TOKEN = "hf_PlantedPlantedPlantedPlanted012345";

  private final List<String> writes = new ArrayList<>();
  private final OutputStream out =
      new OutputStream() {
        @Override
        public void write(int single) {
          throw new UnsupportedOperationException();
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
          writes.add(new String(bytes, offset, length, UTF_8));
        }
      };

  private final RedactingOutput output = new RedactingOutput(out, Redactor.ofForms());

  @Test
  void passesALineOnInOneWrite() throws IOException {
    write("a");
    write("b\nc\r\n");

    assertThat(writes).containsExactly("ab\n", "c\r\n");
  }

  @Test
  void findsASecretInAnyTwoOrThreeWrites() throws IOException {
    var line = "x " + TOKEN + " ü\n";
    for (var first = 0; first <= line.length(); first++) {
      for (var second = first; second <= line.length(); second++) {
        write(line.substring(0, first));
        output.flush();
        write(line.substring(first, second));
        write(line.substring(second));
      }
    }

    assertThat(writes).containsOnly("x [redacted:hugging-face-token] ü\n");
  }

  @Test
  void findsASecretByteByByte() throws IOException {
    for (var single : ("x-api-key: " + TOKEN + "\n").getBytes(UTF_8)) {
      output.write(single);
    }

    assertThat(writes).containsExactly("x-api-key: [redacted:api-key]\n");
  }

  /** Around each place at which a line without end is cut. */
  @ParameterizedTest
  @ValueSource(strings = {"ab ", "a", "{\"k\":\"v\"},"})
  void findsASecretAtEveryBound(String filling) throws IOException {
    for (var secret : new String[] {TOKEN, "Authorization: Foo Planted;", "Planted@example.com"}) {
      for (var bound :
          new int[] {
            RedactingOutput.LONGEST, RedactingOutput.LONGEST - RedactingOutput.HELD_BACK
          }) {
        for (var offset = bound - 60; offset < bound + 60; offset++) {
          writes.clear();
          write(
              filled(filling, offset)
                  + " "
                  + secret
                  + " "
                  + filled(filling, RedactingOutput.LONGEST + 200 - offset)
                  + "\nnext\n");

          assertThat(String.join("", writes)).doesNotContain("Planted").endsWith("\nnext\n");
        }
      }
    }
  }

  private static String filled(String filling, int length) {
    return filling.repeat(length / filling.length() + 1).substring(0, length);
  }

  @Test
  void passesALongLineOn_asItCame() throws IOException {
    var line = "{\"k\":\"ü v\"},".repeat(30_000) + "\n";

    write(line);

    assertThat(String.join("", writes)).isEqualTo(line);
    assertThat(writes).hasSizeGreaterThan(3);
  }

  @Test
  void leavesTheRestOfAnEndlessSecretOut() throws IOException {
    write("a " + TOKEN + "Planted".repeat(100_000) + "\nnext\n");

    assertThat(String.join("", writes)).isEqualTo("a [redacted:hugging-face-token]\nnext\n");
  }

  @Test
  void takesOutAPrivateKey_lineByLine() throws IOException {
    write("a\n-----BEGIN EC PRIVATE KEY-----\nPlanted\nPlanted\n-----END EC PRIVATE KEY-----\nb\n");

    assertThat(String.join("", writes))
        .startsWith("a\n")
        .endsWith("[redacted:private-key]\nb\n")
        .doesNotContain("Planted");
  }

  @Test
  void loosesNoLineBehindAKeyThatIsCutOff() throws IOException {
    write("-----BEGIN PRIVATE KEY-----\n{\"a\":1}\nb\n");

    assertThat(writes).containsExactly("[redacted:private-key]\n", "{\"a\":1}\n", "b\n");
  }

  @Test
  void writesTheRestAtTheEnd() throws IOException {
    write("a " + TOKEN);
    assertThat(writes).isEmpty();

    output.close();

    assertThat(writes).containsExactly("a [redacted:hugging-face-token]");
  }

  @Test
  void leavesALineOut_thatCannotBeRedacted() throws IOException {
    var failing =
        new RedactingOutput(
            out,
            Redactor.with(
                () -> {
                  throw new IllegalStateException(TOKEN);
                }));

    failing.write((TOKEN + "\nb\n").getBytes(UTF_8));

    assertThat(writes)
        .containsExactly(
            "[37 characters left out: they could not be redacted]\n",
            "[1 characters left out: they could not be redacted]\n");
  }

  @Test
  void passesOtherBytesOn() throws IOException {
    var bytes = new byte[] {(byte) 0xff, 0, (byte) 0xc3, '\n'};
    var got = new ByteArrayOutputStream();

    new RedactingOutput(got, Redactor.ofForms()).write(bytes);

    assertThat(got.toByteArray()).isEqualTo(bytes);
  }

  private void write(String text) throws IOException {
    output.write(text.getBytes(UTF_8));
  }
}
