package io.portcullis.rotation;

import static io.portcullis.rotation.World.GRACE;
import static io.portcullis.rotation.World.MINTED;
import static io.portcullis.rotation.World.STAGED;
import static io.portcullis.rotation.log.RotationMetric.PREVIOUS_TOKEN_IN_USE;
import static io.portcullis.rotation.log.RotationMetric.TOKENS_RETIRED;
import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.rotation.Outside.Mishap;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens that the watch never ends. */
class SparedTokensTest {
  @Test
  void keepsATokenThatNobodyHasStored_inItsGrace() {
    var world = rotatedTwice(MINTED);
    world.clock.advance(Duration.ofDays(1));
    var lost = world.huggingFace.mint("portcullis/token-AbCdEf/lost");
    world.clock.advance(GRACE.minusSeconds(1));

    world.task("watch");

    assertThat(world.huggingFace.lives(lost)).isTrue();
  }

  /** It may be the one that is current: nobody knows what it says. */
  @Test
  void keepsATokenThatNobodyHasStored_whileTheCurrentOneIsOfUnknownOrigin() {
    var world = rotatedTwice(MINTED);
    var lost = world.huggingFace.mint("portcullis/token-AbCdEf/lost");
    world.secret.with("theirs", lost, "AWSCURRENT");
    world.clock.advance(GRACE);

    world.task("watch");

    assertThat(world.huggingFace.lives(lost)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "somebody's own",
        "portcullis/token-AbCdEf/other-GhIjKl/version",
        "portcullis/token-AbCdEf/",
        "portcullis/token/version",
        "portcullis/token-AbCdEf2/version",
        "Portcullis/token-AbCdEf/version"
      })
  void leavesTokensAlone_thatWereNotMadeForThisSecret(String name) {
    var world = rotatedTwice(MINTED);
    var other = world.huggingFace.mint(name);
    world.clock.advance(Duration.ofDays(1));

    world.task("watch");

    assertThat(world.huggingFace.lives(other)).isTrue();
  }

  @Test
  void leavesPersonalTokensAlone_thatNoVersionHolds() {
    var world = rotatedTwice(STAGED);
    var other = world.huggingFace.issue();
    world.clock.advance(Duration.ofDays(1));

    world.task("watch");

    assertThat(world.huggingFace.lives(other)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"STAGED", "AWSPENDING"})
  void keepsATokenThatIsBroughtAgain(String label) {
    var world = rotatedTwice(STAGED);
    var replaced = world.previous();
    world.secret.with("again", replaced, label);
    world.clock.advance(GRACE);

    world.task("watch");

    assertThat(world.huggingFace.lives(replaced)).isTrue();
    assertThat(world.secret.labels()).containsEntry("AWSPREVIOUS", "second");
  }

  @Test
  void keepsATokenThatIsCurrentAgain() {
    var world = rotatedTwice(STAGED);
    var again = world.previous();
    world.secret.with("again", again, "STAGED");
    world.secret.begin("fourth");
    world.allSteps("fourth");
    world.clock.advance(GRACE);

    world.task("watch");

    assertThat(world.huggingFace.living()).containsExactly(again);
    assertThat(world.current()).isEqualTo(again);
  }

  @Test
  void keepsAMintedTokenThatSomebodyMadeCurrentAgain() {
    var world = rotatedTwice(MINTED);
    var again = world.previous();
    world.secret.with("theirs", again, "AWSCURRENT");
    world.clock.advance(GRACE);

    world.task("watch");

    assertThat(world.huggingFace.lives(again)).isTrue();
  }

  @Test
  void endsNothing_whileTheCurrentTokenIsRefused() {
    var world = rotatedTwice(STAGED);
    var replaced = world.previous();
    world.huggingFace.kill(world.current());
    world.clock.advance(GRACE);

    world.task("watch");

    assertThat(world.huggingFace.lives(replaced)).isTrue();
    assertThat(world.measured(PREVIOUS_TOKEN_IN_USE)).isZero();
  }

  @Test
  void endsNothing_whileTheCurrentTokenWaitsForApproval() {
    var world = rotatedTwice(STAGED);
    var replaced = world.previous();
    world.huggingFace.waitForApproval();
    world.clock.advance(GRACE);

    world.task("watch");

    assertThat(world.huggingFace.lives(replaced)).isTrue();
  }

  @Test
  void endsNothing_whileTheHubSaysNothing() {
    var world = rotatedTwice(STAGED);
    var replaced = world.previous();
    world.clock.advance(GRACE);
    world.outside.at("whoAmI", Mishap.UNAVAILABLE);

    world.assertFails(
        () -> world.task("watch"),
        "version 'third' of secret '%s' could not be verified: the Hub is unavailable, it did not answer in time"
            .formatted(InMemorySecret.ARN));
    assertThat(world.huggingFace.lives(replaced)).isTrue();
  }

  @ParameterizedTest
  @MethodSource("sources")
  void keepsReplacedTokens_withoutAGrace(SourceSettings source) {
    var world = World.deployed(source).replacedAfter(Duration.ZERO);
    world.rotateTo("second");
    var replaced = world.current();
    world.rotateTo("third");
    world.clock.advance(Duration.ofHours(7));

    world.task("watch");

    assertThat(world.huggingFace.lives(replaced)).isTrue();
    assertThat(world.hasMeasured(TOKENS_RETIRED)).isFalse();
    assertThat(world.hasMeasured(PREVIOUS_TOKEN_IN_USE)).isFalse();
  }

  static Stream<SourceSettings> sources() {
    return World.sources();
  }

  private static World rotatedTwice(SourceSettings source) {
    var world = World.deployed(source);
    world.rotateTo("second");
    world.rotateTo("third");
    return world;
  }
}
