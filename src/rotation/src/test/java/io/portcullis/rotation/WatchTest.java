package io.portcullis.rotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.portcullis.rotation.failure.RotationException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the function sees and does between rotations. */
class WatchTest {
  private static final Duration TWO_HOURS = Duration.ofHours(2);

  private final World world = new World(World.MINTED);

  @Test
  void measuresTheAge_beforeAnybodyHasBroughtAToken() {
    world.secret.with("first", "empty", "AWSCURRENT");
    world.clock.advance(TWO_HOURS);

    world.task("watch");

    assertThat(measured("TokenAge")).isEqualTo(TWO_HOURS.toSeconds());
    assertThat(measured("CurrentUnverified")).isZero();
  }

  @Test
  void endsTheReplacedToken_afterItsGrace() {
    var replaced = replaced();
    world.clock.advance(World.GRACE);

    world.task("watch");

    assertThat(world.huggingFace.lives(replaced)).isFalse();
    assertThat(world.secret.labels()).doesNotContainKey("AWSPREVIOUS");
    assertThat(measured("TokensRetired")).isEqualTo(1);
  }

  @Test
  void keepsTheReplacedToken_inItsGrace() {
    var replaced = replaced();
    world.clock.advance(World.GRACE.minusSeconds(1));

    world.task("watch");

    assertThat(world.huggingFace.lives(replaced)).isTrue();
    assertThat(measured("TokensRetired")).isZero();
  }

  @Test
  void keepsTheReplacedToken_whileItIsUsed_andTellsAfterTwiceItsGrace() {
    var replaced = replaced();
    world.clock.advance(World.GRACE.multipliedBy(2));
    world.huggingFace.use(replaced);

    world.task("watch");

    assertThat(world.huggingFace.lives(replaced)).isTrue();
    assertThat(measured("PreviousTokenInUse")).isEqualTo(1);
  }

  @Test
  void keepsReplacedTokens_withoutAGrace() {
    world.replacedAfter(Duration.ZERO);
    var replaced = replaced();
    world.clock.advance(Duration.ofDays(30));

    world.task("watch");

    assertThat(world.huggingFace.lives(replaced)).isTrue();
  }

  @Test
  void takesNoMoreLabels_howeverOftenATokenIsReplacedWithoutAGrace() {
    world.replacedAfter(Duration.ZERO);
    replaced();

    for (var rotation = 0; rotation < 30; rotation++) {
      world.rotateTo("version-" + rotation);
      world.task("watch");
    }

    assertThat(world.secret.labels()).containsOnlyKeys("AWSCURRENT", "AWSPREVIOUS", "VERIFIED");
  }

  @Test
  void endsNothing_whileTheCurrentTokenIsRefused() {
    var replaced = replaced();
    world.huggingFace.kill(world.current());
    world.clock.advance(TWO_HOURS);

    world.task("watch");

    assertThat(world.huggingFace.lives(replaced)).isTrue();
    assertThat(measured("CurrentUnverified")).isEqualTo(1);
    assertThat(measured("PreviousTokenInUse")).isEqualTo(1);
  }

  @Test
  void endsEveryReplacedToken_whenRotationsFollowEachOtherWithinTheGrace() {
    replaced();
    world.rotateTo("third");
    world.rotateTo("fourth");
    assertThat(world.huggingFace.living()).hasSize(4);
    world.clock.advance(World.GRACE);

    world.task("watch");

    assertThat(world.huggingFace.living()).containsExactly(world.current());
    assertThat(world.secret.labels()).containsOnlyKeys("AWSCURRENT", "VERIFIED");
  }

  @Test
  void endsTokensThatWereMadeForThisSecret_andNeverStored() {
    replaced();
    var lost = world.huggingFace.mint("portcullis/token-AbCdEf/lost");
    world.clock.advance(World.GRACE);

    world.task("watch");

    assertThat(world.huggingFace.lives(lost)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "somebody's own",
    "portcullis/token-AbCdEf/other/version",
    "portcullis/token/version",
    "portcullis/token-AbCdEf2/version"
  })
  void leavesTokensAlone_thatWereNotMadeForThisSecret(String name) {
    replaced();
    var other = world.huggingFace.mint(name);
    world.clock.advance(Duration.ofDays(1));

    world.task("watch");

    assertThat(world.huggingFace.lives(other)).isTrue();
  }

  @Test
  void tellsThatSomebodyElseMadeATokenCurrent() {
    replaced();
    world.secret.with("theirs", world.huggingFace.issue(), "AWSCURRENT");

    world.task("watch");

    assertThat(measured("CurrentUnverified")).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"private,0", "protected,0", "authenticated,1", "public,1", "unheard-of,1"})
  void tellsWhetherTheEndpointLetsStrangersIn(String type, int exposed) {
    replaced();
    world.huggingFace.hostAs(type);

    world.task("watch");

    assertThat(measured("EndpointExposed")).isEqualTo(exposed);
  }

  @Test
  void saysNothingOfTheEndpointsType_whereNobodyMayAsk() {
    var staged = new World(World.STAGED);
    staged.secret.with("first", "empty", "AWSCURRENT");
    staged.rotateTo("second");
    staged.huggingFace.hostAs("public");

    staged.task("watch");

    assertThat(line(staged).has("EndpointExposed")).isFalse();
  }

  @Test
  void measuresTheTimeLeft_untilTheMaximumAge() {
    world.replacedAt(Duration.ofDays(60));
    replaced();
    world.clock.advance(Duration.ofDays(50));

    world.task("watch");

    assertThat(measured("TokenTimeLeft")).isEqualTo(Duration.ofDays(10).toSeconds());
  }

  @Test
  void measuresTheTimeLeft_ofATokenThatExpires() {
    var exchanged = new World(World.EXCHANGED);
    exchanged.secret.with("first", "empty", "AWSCURRENT");
    exchanged.rotateTo("second");
    exchanged.clock.advance(TWO_HOURS);

    exchanged.task("watch");

    assertThat(line(exchanged).path("TokenTimeLeft").asLong())
        .isEqualTo(InMemoryHuggingFace.LIFETIME.minus(TWO_HOURS).toSeconds());
  }

  @Test
  void measuresTheCredentialsAge() {
    replaced();
    world.clock.advance(TWO_HOURS);

    world.task("watch");

    assertThat(measured("CredentialAge")).isEqualTo(TWO_HOURS.toSeconds());
  }

  @Test
  void tellsThatTheEndpointWasNotAsked() {
    replaced();
    world.huggingFace.offerNoEndpointCheck();

    world.task("watch");

    assertThat(measured("EndpointUnchecked")).isEqualTo(1);
  }

  @Test
  void failsAtItsEnd_whenHuggingFaceEndsNothing() {
    replaced();
    world.huggingFace.refuseDeletion();
    world.clock.advance(World.GRACE.multipliedBy(2));

    assertThatExceptionOfType(RotationException.class)
        .isThrownBy(() -> world.task("watch"))
        .withMessageContaining("Hugging Face refused to delete a token of the service account");
    assertThat(measured("PreviousTokenInUse")).isEqualTo(1);
    assertThat(world.secret.labels()).containsKey("AWSPREVIOUS");
  }

  /** Rotates twice; gives the first of the two tokens. */
  private String replaced() {
    world.secret.with("first", "empty", "AWSCURRENT");
    world.rotateTo("second");
    var replaced = world.current();
    world.rotateTo("next");
    return replaced;
  }

  private long measured(String metric) {
    assertThat(line(world).has(metric)).as(metric).isTrue();
    return line(world).path(metric).asLong();
  }

  private static JsonNode line(World world) {
    try {
      return new ObjectMapper().readTree(world.lastLine());
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }
}
