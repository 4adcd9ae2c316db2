package io.portcullis.stacks.token;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CliHistoryTest {
  @TempDir private Path home;

  @ParameterizedTest
  @ValueSource(strings = {"cli_history = enabled", "cli_history=enabled", " cli_history : enabled"})
  void stopsWhoeverWouldStoreAValue_thatTheHistoryKeeps(String line) throws IOException {
    var file = Files.createDirectories(home.resolve(".aws")).resolve("config");
    Files.writeString(file, "[default]\nregion = eu-west-1\n" + line + "\n");

    assertThatExceptionOfType(CustodyException.class)
        .isThrownBy(() -> CliHistory.requireOff(Map.of("HOME", home.toString())))
        .withMessage(
            "the AWS CLI would keep the value in its history; take 'cli_history' out of '%s' first"
                .formatted(file));
  }

  @Test
  void looksIntoTheFile_thatTheCliIsToldToRead() throws IOException {
    var file = Files.writeString(home.resolve("other"), "[default]\ncli_history = enabled\n");
    var variables = Map.of("HOME", home.toString(), "AWS_CONFIG_FILE", file.toString());

    assertThatExceptionOfType(CustodyException.class)
        .isThrownBy(() -> CliHistory.requireOff(variables))
        .withMessageContaining(file.toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"cli_history = disabled", "# cli_history = enabled", ""})
  void letsAnybodyElseGoOn(String line) throws IOException {
    Files.writeString(
        Files.createDirectories(home.resolve(".aws")).resolve("config"), "[default]\n" + line);

    assertThatCode(() -> CliHistory.requireOff(Map.of("HOME", home.toString())))
        .doesNotThrowAnyException();
  }

  @Test
  void letsGoOn_whoeverHasNoConfiguration() {
    assertThatCode(() -> CliHistory.requireOff(Map.of("HOME", home.toString())))
        .doesNotThrowAnyException();
  }
}
