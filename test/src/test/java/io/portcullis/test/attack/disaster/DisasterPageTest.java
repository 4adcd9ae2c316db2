package io.portcullis.test.attack.disaster;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.test.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The documentation's page, which the command's table is copied to. */
class DisasterPageTest {
  @ParameterizedTest
  @MethodSource("io.portcullis.test.Synthesis#environmentNames")
  void hasARow_forEveryKindOfBots(String environment) throws IOException {
    for (var bots : Bots.values()) {
      assertThat(page()).contains("\n| %s | %s | ".formatted(environment, bots.have()));
    }
  }

  @Test
  void saysOfTheBareEndpoint_whatTheCommandSays() throws IOException {
    var bare =
        new Disaster.Row(
            "bare endpoint",
            "its address",
            Bots.AN_HOUR,
            Bots.AN_HOUR,
            Map.of(),
            Map.of(),
            List.of(),
            Damage.bare(Bots.AN_HOUR),
            Bots.AN_HOUR);

    assertThat(page()).contains(DisasterTable.text(List.of(bare)));
  }

  @Test
  void statesWhatIsAssumed() throws IOException {
    assertThat(page())
        .contains(
            String.format(Locale.ROOT, "$%.2f an hour", Damage.REPLICA),
            "assumed to answer %d calls at once".formatted(Damage.AT_ONCE));
  }

  private static String page() throws IOException {
    return Files.readString(Repository.root().resolve("docs/disaster.md"));
  }
}
