package io.portcullis.test.rotation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.portcullis.stacks.environment.Environments;
import io.portcullis.stacks.environment.TokenSourceConfig;
import io.portcullis.test.launcher.FakeRepository;
import io.portcullis.test.rotation.Operator.Result;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/**
 * Every verb of {@code ./portcullis token} where tokens are made, at a served front door. Where an
 * operator brings them, {@link TokenPageTest} types the same.
 */
@ParameterizedClass
@EnumSource(value = Source.class, mode = Mode.EXCLUDE, names = "STAGED")
class TokenCommandTest {
  /** A credential that Hugging Face does not know. */
  private static final String UNKNOWN = "hf_" + "x".repeat(34);

  private static RotationDoor door;

  @TempDir private Path folder;

  private final Source source;
  private Scene scene;
  private Operator operator;

  TokenCommandTest(Source source) {
    this.source = source;
  }

  @BeforeParameterizedClassInvocation
  static void openDoor(Source source) throws Exception {
    door = RotationDoor.open(source);
  }

  @AfterParameterizedClassInvocation
  static void closeDoor() throws IOException {
    door.close();
  }

  @BeforeEach
  void begin() throws IOException {
    scene = new Scene(source, door);
    operator = new Operator(new FakeRepository(folder), door);
  }

  @AfterEach
  void tidyUp() throws Exception {
    scene.tidyUp();
  }

  @Test
  void rotates_toWhatWasBrought() throws Exception {
    var before = scene.current();

    var brought = type("stage", next());
    var rotated = type("rotate", "");

    assertSucceeds(brought);
    assertSucceeds(rotated);
    assertThat(rotated.output())
        .contains("Version %s is current now.".formatted(version("AWSCURRENT")))
        .contains("Version %s is replaced;".formatted(version("AWSPREVIOUS")));
    assertThat(scene.current()).isNotEqualTo(before);
    assertThat(scene.isVerified()).isTrue();
    assertThat(scene.lives(before)).isTrue();
  }

  @Test
  void staysWithTheTokenThatItHas_whereWhatWasBroughtIsWrong() throws Exception {
    var before = scene.current();
    type("stage", UNKNOWN);

    var failed = type("rotate", "");
    var again = type("stage", next());
    var cleared = type("rotate --clear", "");

    assertThat(failed.status()).isEqualTo(1);
    assertThat(failed.output())
        .startsWith("portcullis: the rotation failed: createSecret failed: ")
        .contains("it does not know the credential of secret ")
        .contains("the token stays as it was");
    assertSucceeds(again);
    assertSucceeds(cleared);
    assertThat(scene.lives(before)).isTrue();
    assertThat(scene.current()).isNotEqualTo(before);
  }

  @Test
  void tellsHowTheTokenIs_andNoValue() throws Exception {
    type("stage", next());
    assertSucceeds(type("rotate", ""));
    door.door().events().settle();

    var text = type("status", "");
    var data = type("status --json", "");

    assertSucceeds(text);
    assertThat(text.output())
        .startsWith("local: source %s\n".formatted(source))
        .containsPattern(
            "current +%s, .* old, verified, .* left, ".formatted(version("AWSCURRENT")))
        .containsPattern("replaced +%s, .* still alive, ".formatted(version("AWSPREVIOUS")))
        .contains("rotation   finishSecret promoted\n")
        .contains("watch      watch watched, ");
    assertThat(text.output()).contains("  credential changed ");
    assertThat(text.output() + data.output()).doesNotContain("hf_");
    var status = new ObjectMapper().readTree(data.output());
    assertThat(status.path("source").asText()).isEqualTo(source.name());
    assertThat(status.at("/lastWatch/measured/TokenTimeLeft").asLong()).isPositive();
  }

  @Test
  void endsTheTokenThatLeaked_andTheOneThatWasReplaced() throws Exception {
    var leaked = scene.current();

    var revoked = type("revoke --yes", "");
    var replaced = scene.current();
    assertSucceeds(type("rotate", ""));
    var alive = scene.lives(replaced);
    var retired = type("revoke --replaced --yes", "");

    assertSucceeds(revoked);
    assertThat(scene.lives(leaked)).isFalse();
    assertThat(alive).isTrue();
    assertSucceeds(retired);
    assertThat(scene.lives(replaced)).isFalse();
    assertThat(scene.lives(scene.current())).isTrue();
    assertThat(type("revoke --replaced --yes", "").output())
        .isEqualTo("There was no replaced token to revoke.\n");
  }

  private Result type(String words, String input) throws Exception {
    return operator.type("./portcullis token " + words + " prod", input);
  }

  private static void assertSucceeds(Result result) {
    assertThat(result.status()).as(result.output()).isZero();
  }

  private String version(String label) {
    return scene.version(label).orElseThrow();
  }

  /** Another credential of the same account or application. */
  private String next() {
    var config = new Environments(door.environments()).named("local").config();
    return config.token().source() instanceof TokenSourceConfig.ServiceAccount account
        ? door.standIn().serviceAccount(config.endpoint().namespace(), account.serviceAccount())
        : oauthClient((TokenSourceConfig.TokenExchange) config.token().source());
  }

  private static String oauthClient(TokenSourceConfig.TokenExchange exchange) {
    return door.standIn().oauthClient(exchange.clientId(), exchange.subject(), exchange.lifetime());
  }
}
