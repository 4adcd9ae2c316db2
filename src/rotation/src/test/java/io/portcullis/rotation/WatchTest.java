package io.portcullis.rotation;

import static io.portcullis.rotation.World.MINTED;
import static io.portcullis.rotation.World.STAGED;
import static io.portcullis.rotation.log.RotationMetric.CURRENT_UNVERIFIED;
import static io.portcullis.rotation.log.RotationMetric.ENDPOINT_UNCHECKED;
import static io.portcullis.rotation.log.RotationMetric.TOKEN_AGE;
import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.rotation.Outside.Mishap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the watch sees between rotations, and measures. */
class WatchTest {
  static Stream<SourceSettings> sources() {
    return World.sources();
  }

  @ParameterizedTest
  @MethodSource("sources")
  void answersThatItHasWatched(SourceSettings source) {
    assertThat(rotated(source).task("watch")).isEqualTo("{\"result\":\"watched\"}");
  }

  @ParameterizedTest
  @MethodSource("sources")
  void takesTheTokenOfARotation_asVerified(SourceSettings source) {
    var world = rotated(source);

    world.task("watch");

    assertThat(world.measured(CURRENT_UNVERIFIED)).isZero();
    assertThat(world.line().has("reason")).isFalse();
  }

  @Test
  void tellsThatSomebodyElseMadeATokenCurrent() {
    var world = rotated(STAGED);
    world.secret.with("theirs", world.huggingFace.issue(), "AWSCURRENT");

    world.task("watch");

    assertThat(world.measured(CURRENT_UNVERIFIED)).isEqualTo(1);
    assertThat(world.line().path("reason").asText())
        .isEqualTo(
            "version 'theirs' of secret '%s' was made current by somebody else"
                .formatted(InMemorySecret.ARN));
  }

  @Test
  void tellsThatSomebodyElseMadeAReplacedTokenCurrentAgain() {
    var world = rotated(STAGED);
    world.rotateTo("third");
    world.secret.with("second", world.previous(), "AWSCURRENT");

    world.task("watch");

    assertThat(world.measured(CURRENT_UNVERIFIED)).isEqualTo(1);
  }

  @Test
  void tellsThatSomebodyElseMadeATokenCurrent_alsoWhileTheHubSaysNothing() {
    var world = rotated(STAGED);
    world.secret.with("theirs", world.huggingFace.issue(), "AWSCURRENT");
    world.outside.at("whoAmI", Mishap.UNAVAILABLE);

    world.assertFailsTo("watch");

    assertThat(world.measured(CURRENT_UNVERIFIED)).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"planted", "", "{\"token\":\"planted\"}"})
  void tellsThatSomebodyElseMadeSomethingCurrent_thatIsNoToken(String value) {
    var world = World.deployed(STAGED);
    world.secret.with("theirs", value, "AWSCURRENT");

    world.task("watch");

    assertThat(world.measured(CURRENT_UNVERIFIED)).isEqualTo(1);
  }

  @Test
  void tellsThatSomebodyElseTookTheTokenAway() {
    var world = rotated(STAGED);
    world.secret.with("theirs", "empty", "AWSCURRENT");

    world.task("watch");

    assertThat(world.measured(CURRENT_UNVERIFIED)).isEqualTo(1);
  }

  @Test
  void isContentAgain_afterTheNextRotation() {
    var world = rotated(STAGED);
    world.secret.with("theirs", world.huggingFace.issue(), "AWSCURRENT");
    world.rotateTo("third");

    world.task("watch");

    assertThat(world.measured(CURRENT_UNVERIFIED)).isZero();
  }

  @Test
  void isContent_whileARotationIsAboutToPromoteItsToken() {
    var world = rotated(STAGED);
    world.secret.with("next", world.huggingFace.issue(), "AWSPENDING");
    world.secret.with("next", world.secret.valueWith("AWSPENDING").orElseThrow(), "VERIFIED");

    world.task("watch");

    assertThat(world.measured(CURRENT_UNVERIFIED)).isZero();
  }

  @Test
  void tellsThatHuggingFaceEndedTheCurrentToken() {
    var world = rotated(MINTED);
    world.huggingFace.kill(world.current());

    world.task("watch");

    assertThat(world.measured(CURRENT_UNVERIFIED)).isEqualTo(1);
    assertThat(world.line().path("reason").asText())
        .isEqualTo(
            "version 'second' of secret '%s' is rejected by the Hub (401): its token is unknown or revoked; bring another token and rotate"
                .formatted(InMemorySecret.ARN));
  }

  @Test
  void tellsThatTheCurrentTokenMayDoMore_thanItShould() {
    var world = rotated(MINTED);
    world.huggingFace.allowAlso("repo.write");

    world.task("watch");

    assertThat(world.measured(CURRENT_UNVERIFIED)).isEqualTo(1);
  }

  @Test
  void tellsThatTheCurrentTokenIsNotAdmittedAnyMore() {
    var world = rotated(MINTED);
    world.huggingFace.waitForApproval();

    world.task("watch");

    assertThat(world.measured(CURRENT_UNVERIFIED)).isEqualTo(1);
  }

  @Test
  void saysNothingOfTheCurrentToken_whileTheHubSaysNothing() {
    var world = rotated(MINTED);
    world.outside.at("whoAmI", Mishap.UNAVAILABLE);

    world.assertFailsTo("watch");

    assertThat(world.hasMeasured(CURRENT_UNVERIFIED)).isFalse();
  }

  @Test
  void tellsThatTheEndpointWasNotAsked() {
    var world = rotated(MINTED);
    world.huggingFace.offerNoEndpointCheck();

    world.task("watch");

    assertThat(world.measured(ENDPOINT_UNCHECKED)).isEqualTo(1);
    assertThat(world.measured(CURRENT_UNVERIFIED)).isZero();
  }

  @Test
  void failsForEveryReason_onlyAtItsEnd() {
    var world = rotated(MINTED);
    world.takeCredentialAway();

    world.assertFails(
        () -> world.task("watch"),
        "secret '%s' holds no credential, bring one with './portcullis token stage'"
            .formatted(World.CREDENTIAL));
    assertThat(world.measured(TOKEN_AGE)).isZero();
    assertThat(world.measured(CURRENT_UNVERIFIED)).isZero();
  }

  private static World rotated(SourceSettings source) {
    var world = World.deployed(source);
    world.rotateTo("second");
    return world;
  }
}
