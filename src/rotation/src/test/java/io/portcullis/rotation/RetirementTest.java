package io.portcullis.rotation;

import static io.portcullis.rotation.World.GRACE;
import static io.portcullis.rotation.World.MINTED;
import static io.portcullis.rotation.World.STAGED;
import static io.portcullis.rotation.log.RotationMetric.PREVIOUS_TOKEN_IN_USE;
import static io.portcullis.rotation.log.RotationMetric.TOKENS_RETIRED;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** When the watch ends a token, and which ones it leaves alone. */
class RetirementTest {
  static Stream<SourceSettings> sources() {
    return World.sources();
  }

  @ParameterizedTest
  @MethodSource("sources")
  void endsTheReplacedToken_afterItsGrace(SourceSettings source) {
    var world = rotatedTwice(source);
    world.clock.advance(GRACE);

    world.task("watch");

    assertThat(world.huggingFace.living()).containsExactly(world.current());
    assertThat(world.secret.labels()).isEqualTo(Map.of("AWSCURRENT", "third", "VERIFIED", "third"));
    assertThat(world.measured(TOKENS_RETIRED)).isEqualTo(1);
    assertThat(world.measured(PREVIOUS_TOKEN_IN_USE)).isZero();
  }

  /** Counted from its replacement, however long ago it was made. */
  @ParameterizedTest
  @MethodSource("sources")
  void keepsTheReplacedToken_inItsGrace(SourceSettings source) {
    var world = World.deployed(source);
    world.rotateTo("second");
    var replaced = world.current();
    world.clock.advance(Duration.ofHours(5));
    world.rotateTo("third");
    world.clock.advance(GRACE.minusSeconds(1));

    world.task("watch");

    assertThat(world.huggingFace.lives(replaced)).isTrue();
    assertThat(world.secret.labels()).containsEntry("AWSPREVIOUS", "second");
    assertThat(world.measured(TOKENS_RETIRED)).isZero();
  }

  @Test
  void keepsTheReplacedToken_whileItIsUsed() {
    var world = rotatedTwice(MINTED);
    var replaced = world.previous();
    world.clock.advance(GRACE);
    world.huggingFace.use(replaced);
    world.clock.advance(GRACE.minusSeconds(1));

    world.task("watch");

    assertThat(world.huggingFace.lives(replaced)).isTrue();
    assertThat(world.measured(PREVIOUS_TOKEN_IN_USE)).isZero();
  }

  @Test
  void tellsThatTheReplacedTokenIsUsed_afterTwiceItsGrace() {
    var world = rotatedTwice(MINTED);
    var replaced = world.previous();
    world.clock.advance(GRACE.multipliedBy(2));
    world.huggingFace.use(replaced);

    world.task("watch");

    assertThat(world.huggingFace.lives(replaced)).isTrue();
    assertThat(world.measured(PREVIOUS_TOKEN_IN_USE)).isEqualTo(1);
  }

  @Test
  void endsTheReplacedToken_onceNobodyHasUsedItForItsGrace() {
    var world = rotatedTwice(MINTED);
    var replaced = world.previous();
    world.clock.advance(GRACE);
    world.huggingFace.use(replaced);
    world.clock.advance(GRACE);

    world.task("watch");

    assertThat(world.huggingFace.lives(replaced)).isFalse();
  }

  @Test
  void endsATokenThatAnotherSourceBrought() {
    var world = new World(MINTED);
    var personal = world.huggingFace.issue();
    world.secret.with("first", personal, "AWSCURRENT");
    world.rotateTo("second");
    world.clock.advance(GRACE);

    world.task("watch");

    assertThat(world.huggingFace.lives(personal)).isFalse();
  }

  @Test
  void endsATokenOfThisSecret_thatNobodyHasStored() {
    var world = rotatedTwice(MINTED);
    var lost = world.huggingFace.mint("portcullis/token-AbCdEf/lost");
    world.clock.advance(GRACE);

    world.task("watch");

    assertThat(world.huggingFace.lives(lost)).isFalse();
  }

  @Test
  void tellsThatTheReplacedTokenLives_whileTheCurrentOneIsRefused() {
    var world = rotatedTwice(STAGED);
    world.huggingFace.kill(world.current());
    world.clock.advance(GRACE.multipliedBy(2));

    world.task("watch");

    assertThat(world.measured(PREVIOUS_TOKEN_IN_USE)).isEqualTo(1);
  }

  @Test
  void fails_whereHuggingFaceDeletesNothing() {
    var world = rotatedTwice(MINTED);
    world.huggingFace.refuseDeletion();
    world.clock.advance(GRACE);

    world.assertFails(
        () -> world.task("watch"),
        "Hugging Face refused to delete a token of the service account: the credential of secret '%s' may not (403), bring one that may with './portcullis token stage'"
            .formatted(World.CREDENTIAL));
    assertThat(world.secret.labels()).containsEntry("AWSPREVIOUS", "second");
    assertThat(world.measured(PREVIOUS_TOKEN_IN_USE)).isZero();
  }

  @Test
  void tellsThatTheReplacedTokenLives_whereHuggingFaceDeletesNothing() {
    var world = rotatedTwice(MINTED);
    world.huggingFace.refuseDeletion();
    world.clock.advance(GRACE.multipliedBy(2));

    world.assertFailsTo("watch");

    assertThat(world.measured(PREVIOUS_TOKEN_IN_USE)).isEqualTo(1);
  }

  @Test
  void tellsThatTheReplacedTokenLives_whereTheCredentialIsOfNoUse() {
    var world = rotatedTwice(MINTED);
    world.takeCredentialAway();
    world.clock.advance(GRACE.multipliedBy(2));

    world.assertFailsTo("watch");

    assertThat(world.measured(PREVIOUS_TOKEN_IN_USE)).isEqualTo(1);
  }

  @Test
  void tellsThatTheReplacedTokenLives_whereItCannotBeRevoked() {
    var world = rotatedTwice(STAGED);
    world.huggingFace.refuseRevocation();
    world.clock.advance(GRACE.multipliedBy(2));

    world.assertFails(
        () -> world.task("watch"),
        "Hugging Face refused to end a replaced token: it does not take the request as it is");
    assertThat(world.measured(PREVIOUS_TOKEN_IN_USE)).isEqualTo(1);
    assertThat(world.secret.labels()).containsEntry("AWSPREVIOUS", "second");
  }

  private static World rotatedTwice(SourceSettings source) {
    var world = World.deployed(source);
    world.rotateTo("second");
    world.rotateTo("third");
    return world;
  }
}
