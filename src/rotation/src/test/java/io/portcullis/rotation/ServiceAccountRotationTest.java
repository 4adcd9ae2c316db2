package io.portcullis.rotation;

import static io.portcullis.rotation.World.GRACE;
import static io.portcullis.rotation.World.MINTED;
import static io.portcullis.rotation.World.VERSION;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens that are minted for a service account. */
class ServiceAccountRotationTest {
  private static final String SUBJECT =
      "version '%s' of secret '%s' ".formatted(VERSION, InMemorySecret.ARN);
  private static final String DISCARDED =
      "; 'AWSPENDING' is taken off it, so that the next rotation makes another one";

  private final World world = World.begun(MINTED);
  private final InMemoryHuggingFace huggingFace = world.huggingFace;

  @Test
  void namesTheTokenAfterTheSecretAndTheVersion() {
    world.step("createSecret");

    assertThat(huggingFace.names()).containsExactly("portcullis/token-AbCdEf/pending-1");
  }

  @Test
  void promotesTheToken() {
    world.allSteps();

    assertThat(huggingFace.living()).containsExactly(world.current());
    assertThat(world.secret.labels())
        .isEqualTo(Map.of("AWSCURRENT", VERSION, "AWSPREVIOUS", "first", "VERIFIED", VERSION));
  }

  @Test
  void leavesTheReplacedTokenAlive() {
    world.allSteps();
    var replaced = world.current();

    world.rotateTo("next");

    assertThat(huggingFace.living()).containsExactly(replaced, world.current());
  }

  @Test
  void makesOneToken_howeverOftenItIsAsked() {
    for (var step : List.of("createSecret", "createSecret", "testSecret", "createSecret")) {
      world.step(step);
    }

    assertThat(huggingFace.living()).hasSize(1);
  }

  @Test
  void endsWhatEarlierAttemptsMade_onceItsOwnIsStored() {
    huggingFace.mint("portcullis/token-AbCdEf/pending-1");
    huggingFace.mint("portcullis/token-AbCdEf/pending-1");

    world.step("createSecret");

    assertThat(huggingFace.living())
        .containsExactly(world.secret.valueWith("AWSPENDING").orElseThrow());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "somebody's own",
        "portcullis/token-AbCdEf/another-version",
        "portcullis/token-AbCdEf/other-GhIjKl/pending-1",
        "portcullis/token/pending-1",
        "token-AbCdEf/pending-1"
      })
  void leavesTokensOfOtherNamesAlone(String name) {
    var other = huggingFace.mint(name);

    world.allSteps();

    assertThat(huggingFace.lives(other)).isTrue();
  }

  @Test
  void refusesATokenThatMayDoMore_andMakesRoomForAnother() {
    huggingFace.allowAlso("repo.write");
    world.step("createSecret");

    world.assertFails(
        () -> world.step("testSecret"),
        SUBJECT
            + "must hold a token with no permission but 'inference.endpoints.infer.write', got 'repo.write'"
            + DISCARDED);
    assertThat(world.secret.labels()).isEqualTo(Map.of("AWSCURRENT", "first"));
  }

  @Test
  void makesAnotherToken_afterOneThatHuggingFaceEnded() {
    world.step("createSecret");
    huggingFace.living().forEach(huggingFace::kill);
    world.assertFails(
        () -> world.step("testSecret"),
        SUBJECT + "is rejected by the Hub (401): its token is unknown or revoked" + DISCARDED);

    world.rotateTo("another");

    assertThat(huggingFace.living()).containsExactly(world.current());
  }

  @Test
  void endsTheTokenThatItRefused_afterTheGrace() {
    world.allSteps();
    huggingFace.allowAlso("repo.write");
    world.secret.begin("wider");
    world.step("createSecret", "wider");
    var wider = world.secret.valueWith("AWSPENDING").orElseThrow();
    assertThat(huggingFace.lives(wider)).isTrue();
    world.assertFails("testSecret", "wider");
    huggingFace.allowNothingElse();
    world.clock.advance(GRACE);

    world.task("watch");

    assertThat(huggingFace.living()).containsExactly(world.current());
  }

  @ParameterizedTest
  @ValueSource(strings = {"testSecret", "finishSecret"})
  void waits_untilTheTokenIsApproved(String step) {
    world.step("createSecret");
    huggingFace.waitForApproval();

    world.assertFails(
        () -> world.step(step),
        SUBJECT
            + "is not ready: the Hub does not admit its token (403); an administrator of its organization must approve it, then rotate again");
    assertThat(world.secret.labels())
        .isEqualTo(Map.of("AWSCURRENT", "first", "AWSPENDING", VERSION));
  }

  @Test
  void promotesTheSameToken_onceItIsApproved() {
    world.step("createSecret");
    var token = world.secret.valueWith("AWSPENDING").orElseThrow();
    huggingFace.waitForApproval();
    world.assertFails("testSecret", VERSION);
    huggingFace.approve();

    world.allSteps();

    assertThat(world.current()).isEqualTo(token);
    assertThat(huggingFace.living()).containsExactly(token);
  }
}
