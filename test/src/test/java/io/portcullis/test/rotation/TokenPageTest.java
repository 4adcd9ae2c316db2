package io.portcullis.test.rotation;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.local.huggingface.PersonalToken;
import io.portcullis.test.launcher.FakeRepository;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every command of the operator's page, typed at a front door of this machine. */
class TokenPageTest {
  private static final String FIRST = "The first token";
  private static final String SCHEDULED = "The scheduled change";
  private static final String LEAKED = "The leaked-token hour";
  private static final String FAILED = "When a rotation fails";

  private static RotationDoor door;

  @TempDir private Path folder;

  private Scene scene;
  private Operator operator;

  @BeforeAll
  static void openDoor() throws Exception {
    door = RotationDoor.open(Source.STAGED);
  }

  @AfterAll
  static void closeDoor() throws IOException {
    door.close();
  }

  @BeforeEach
  void begin() throws IOException {
    scene = new Scene(Source.STAGED, door);
    operator = new Operator(new FakeRepository(folder), door);
  }

  @AfterEach
  void tidyUp() throws Exception {
    scene.tidyUp();
  }

  @Test
  void hasNoCommandElsewhere() throws IOException {
    assertThat(TokenPage.read().sections()).containsOnlyKeys(FIRST, SCHEDULED, LEAKED, FAILED);
  }

  @Test
  void theFirstToken_isVerifiedAndCurrent() throws Exception {
    var token = door.standIn().tokens().issue();

    var status = typeAll(FIRST, token);

    assertThat(scene.current()).isEqualTo(token);
    assertThat(status).contains(", verified, ");
  }

  @Test
  void theScheduledChange_leavesNoOldToken() throws Exception {
    var old = scene.current();
    var commands = TokenPage.read().sections().get(SCHEDULED);

    type(commands.get(0), door.standIn().tokens().issue());
    var rotated = type(commands.get(1), "");
    scene.outliveGrace();
    scene.watch();
    var status = type(commands.get(2), "");

    assertThat(commands).hasSize(3);
    assertThat(rotated).contains("is current now");
    assertThat(scene.lives(old)).isFalse();
    assertThat(status).contains(", verified, ").doesNotContain("  replaced ");
  }

  @Test
  void theLeakedTokenHour_endsTheTokenAtOnce() throws Exception {
    var leaked = scene.current();

    var status = typeAll(LEAKED, door.standIn().tokens().issue());

    assertThat(scene.lives(leaked)).isFalse();
    assertThat(scene.lives(scene.current())).isTrue();
    assertThat(status).contains(", verified, ").doesNotContain("  replaced ");
  }

  @Test
  void aFailedRotation_isClearedAway_andTheTokenBeforeComesBack() throws Exception {
    var before = scene.current();
    var token = door.standIn().tokens().issue();
    var commands = TokenPage.read().sections().get(FAILED);
    scene.stage(door.standIn().tokens().issue(PersonalToken.OVER_WIDE));
    assertThat(scene.rotate()).isPresent();

    type(commands.get(0), token);
    type(commands.get(1), "");
    var rotated = scene.current();
    operator.typeAws(
        commands.get(2),
        Map.of(
            "$SECRET_ARN", door.door().token().orElseThrow().secret(),
            "$REPLACED", scene.version("AWSPREVIOUS").orElseThrow(),
            "$CURRENT", scene.version("AWSCURRENT").orElseThrow()));

    assertThat(commands).hasSize(3);
    assertThat(rotated).isEqualTo(token);
    assertThat(scene.current()).isEqualTo(before);
  }

  /** Types the commands of a section; returns what the last one says. */
  private String typeAll(String section, String token) throws Exception {
    var output = "";
    for (var command : TokenPage.read().sections().get(section)) {
      output = type(command, token);
    }
    return output;
  }

  private String type(String command, String token) throws Exception {
    var result = operator.type(command, token);
    assertThat(result.status()).as(command + "\n" + result.output()).isZero();
    return result.output();
  }
}
