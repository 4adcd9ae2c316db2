package io.portcullis.rotation;

import static io.portcullis.rotation.InMemoryHuggingFace.LIFETIME;
import static io.portcullis.rotation.World.EXCHANGED;
import static io.portcullis.rotation.World.MINTED;
import static io.portcullis.rotation.World.STAGED;
import static io.portcullis.rotation.log.RotationMetric.CREDENTIAL_AGE;
import static io.portcullis.rotation.log.RotationMetric.CURRENT_UNVERIFIED;
import static io.portcullis.rotation.log.RotationMetric.TOKEN_AGE;
import static io.portcullis.rotation.log.RotationMetric.TOKEN_TIME_LEFT;
import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.rotation.Outside.Mishap;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** How old things are, and how long they will do, as the watch measures it. */
class TokenTimesTest {
  private static final Duration TWO_HOURS = Duration.ofHours(2);

  @ParameterizedTest
  @MethodSource("sources")
  void measuresTheAge_beforeAnybodyHasBroughtAToken(SourceSettings source) {
    var world = World.deployed(source);
    world.clock.advance(TWO_HOURS);

    world.task("watch");

    assertThat(world.measured(TOKEN_AGE)).isEqualTo(TWO_HOURS.toSeconds());
    assertThat(world.measured(CURRENT_UNVERIFIED)).isZero();
    assertThat(world.line().path("reason").asText())
        .isEqualTo("nobody has brought the first token yet");
  }

  @Test
  void measuresTheCredentialsAge_beforeTheFirstToken() {
    var world = World.deployed(MINTED);
    world.clock.advance(TWO_HOURS);

    world.task("watch");

    assertThat(world.measured(CREDENTIAL_AGE)).isEqualTo(TWO_HOURS.toSeconds());
  }

  @Test
  void measuresTheAgeOfTheCurrentToken() {
    var world = rotated(MINTED);
    world.clock.advance(TWO_HOURS);

    world.task("watch");

    assertThat(world.measured(TOKEN_AGE)).isEqualTo(TWO_HOURS.toSeconds());
  }

  @Test
  void measuresTheAge_alsoWhileTheHubSaysNothing() {
    var world = rotated(MINTED);
    world.clock.advance(TWO_HOURS);
    world.outside.at("whoAmI", Mishap.UNAVAILABLE);

    world.assertFailsTo("watch");

    assertThat(world.measured(TOKEN_AGE)).isEqualTo(TWO_HOURS.toSeconds());
  }

  @Test
  void measuresTheTimeLeft_ofATokenThatExpires() {
    var world = rotated(EXCHANGED);
    world.clock.advance(TWO_HOURS);

    world.task("watch");

    assertThat(world.measured(TOKEN_TIME_LEFT)).isEqualTo(LIFETIME.minus(TWO_HOURS).toSeconds());
  }

  @Test
  void measuresTheTimeLeft_alsoWhileTheHubDoesNotTellIt() {
    var world = rotated(EXCHANGED);
    world.clock.advance(TWO_HOURS);
    world.outside.at("whoAmI", Mishap.UNAVAILABLE);

    world.assertFailsTo("watch");

    assertThat(world.measured(TOKEN_TIME_LEFT)).isEqualTo(LIFETIME.minus(TWO_HOURS).toSeconds());
  }

  @Test
  void measuresTheTimeLeft_untilTheMaximumAge() {
    var world = rotated(MINTED).replacedAt(Duration.ofDays(60));
    world.clock.advance(Duration.ofDays(50));

    world.task("watch");

    assertThat(world.measured(TOKEN_TIME_LEFT)).isEqualTo(Duration.ofDays(10).toSeconds());
  }

  @Test
  void measuresWhatIsOver_afterTheMaximumAge() {
    var world = rotated(MINTED).replacedAt(Duration.ofDays(60));
    world.clock.advance(Duration.ofDays(61));

    world.task("watch");

    assertThat(world.measured(TOKEN_TIME_LEFT)).isEqualTo(Duration.ofDays(-1).toSeconds());
  }

  @ParameterizedTest
  @CsvSource({"PT4H, PT2H", "PT9H, PT6H"})
  void measuresTheTimeLeft_untilTheNearerEnd(Duration maximumAge, Duration left) {
    var world = rotated(EXCHANGED).replacedAt(maximumAge);
    world.clock.advance(TWO_HOURS);

    world.task("watch");

    assertThat(world.measured(TOKEN_TIME_LEFT)).isEqualTo(left.toSeconds());
  }

  @ParameterizedTest
  @MethodSource("sources")
  void measuresNoTimeLeft_ofATokenWithoutAnEnd(SourceSettings source) {
    var world = rotated(source);

    world.task("watch");

    assertThat(world.hasMeasured(TOKEN_TIME_LEFT)).isEqualTo(source == EXCHANGED);
  }

  @Test
  void measuresTheCredentialsAge_andThatOfAnotherOne() {
    var world = rotated(MINTED);
    world.clock.advance(Duration.ofDays(100));
    world.bringCredentialAgain();
    world.clock.advance(TWO_HOURS);

    world.task("watch");

    assertThat(world.measured(CREDENTIAL_AGE)).isEqualTo(TWO_HOURS.toSeconds());
  }

  @Test
  void measuresNoCredentialsAge_whereThereIsNone() {
    var world = rotated(STAGED);

    world.task("watch");

    assertThat(world.hasMeasured(CREDENTIAL_AGE)).isFalse();
  }

  static Stream<SourceSettings> sources() {
    return World.sources();
  }

  private static World rotated(SourceSettings source) {
    var world = World.deployed(source);
    world.rotateTo("second");
    return world;
  }
}
