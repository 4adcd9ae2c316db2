package io.portcullis.stacks.token;

import static io.portcullis.stacks.token.TokenAccount.VALUE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command at a real terminal, which {@code script} of util-linux gives it. */
class TypedTokenTest {
  private static final Path SCRIPT = Path.of("/usr/bin/script");

  @TempDir private Path folder;

  private TokenAccount account;

  @BeforeEach
  void deploy() {
    assumeThat(System.getProperty("os.name")).isEqualTo("Linux");
    assumeThat(Files.isExecutable(SCRIPT)).isTrue();
    account = new TokenAccount("dev", folder);
  }

  @Test
  void showsNothingOfWhatIsTyped() throws Exception {
    var shown = type("(it is not shown): ", VALUE, "stage");

    assertThat(shown)
        .contains("Hugging Face token (it is not shown): ")
        .contains("Staged the token as version ")
        .doesNotContain("planted");
    assertThat(account.aws().input()).isEqualTo(VALUE);
  }

  @Test
  void revokesNothing_unlessYesIsTyped() throws Exception {
    var shown = type("[y/N] ", "n", "revoke", "--replaced");

    assertThat(shown)
        .contains("End the replaced token of 'dev' at Hugging Face at once")
        .contains("nothing was rotated, nothing was revoked");
    assertThat(account.changes()).isEmpty();
  }

  @Test
  void revokes_onceYesIsTyped() throws Exception {
    var shown = type("[y/N] ", "y", "revoke", "--replaced");

    assertThat(shown).contains("Revoked the replaced token");
    assertThat(account.changes()).hasSize(1);
  }

  /** Types a line when it is asked for; returns all that the terminal has shown. */
  private String type(String asked, String line, String... words) throws Exception {
    var program =
        new ArrayList<String>(
            List.of(
                System.getProperty("java.home") + "/bin/java",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                TokenCommand.class.getName()));
    program.addAll(account.arguments(words));
    program.add("--terminal");
    var builder = new ProcessBuilder(SCRIPT.toString(), "-qec", quoted(program), "/dev/null");
    builder.environment().put("PATH", account.aws().path() + ":" + System.getenv("PATH"));
    builder.environment().put("HOME", folder.toString());
    var terminal = builder.start();
    try {
      var shown = readUntil(asked, terminal.getInputStream());
      terminal.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
      terminal.getOutputStream().flush();
      shown += new String(terminal.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(terminal.waitFor(1, TimeUnit.MINUTES)).isTrue();
      return shown;
    } finally {
      terminal.destroyForcibly();
    }
  }

  private static String readUntil(String asked, InputStream terminal) throws IOException {
    var shown = new StringBuilder();
    while (shown.indexOf(asked) < 0) {
      var next = terminal.read();
      assertThat(next).as(shown.toString()).isNotNegative();
      shown.append((char) next);
    }
    return shown.toString();
  }

  private static String quoted(List<String> words) {
    return String.join(" ", words.stream().map(word -> "'" + word + "'").toList());
  }
}
