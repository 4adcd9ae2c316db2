package io.portcullis.rotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.portcullis.rotation.failure.RotationException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What each source brings, and what it refuses. */
class TokenSourcesTest {
  static Stream<SourceSettings> made() {
    return Stream.of(World.MINTED, World.EXCHANGED);
  }

  @ParameterizedTest
  @MethodSource("made")
  void makesATokenAtHuggingFace_andPromotesIt(SourceSettings source) {
    var world = begun(source);

    world.allSteps();

    assertThat(world.huggingFace.living()).containsExactly(world.current());
    assertThat(world.secret.labels()).containsEntry("VERIFIED", World.VERSION);
  }

  @ParameterizedTest
  @MethodSource("made")
  void makesOneToken_howeverOftenItIsAsked(SourceSettings source) {
    var world = begun(source);

    for (var step : List.of("createSecret", "createSecret", "testSecret", "createSecret")) {
      world.step(step);
    }

    assertThat(world.huggingFace.living()).hasSize(1);
  }

  @Test
  void endsWhatAnEarlierAttemptMade_onceItsOwnIsStored() {
    var world = begun(World.MINTED);
    var lost = world.huggingFace.mint("portcullis/token-AbCdEf/" + World.VERSION);

    world.allSteps();

    assertThat(world.huggingFace.lives(lost)).isFalse();
    assertThat(world.huggingFace.living()).containsExactly(world.current());
  }

  @ParameterizedTest
  @MethodSource("made")
  void saysThatNoCredentialIsThere(SourceSettings source) {
    var world = begun(source);
    world.bringCredential("empty");

    assertThatExceptionOfType(RotationException.class)
        .isThrownBy(world::allSteps)
        .withMessage(
            "secret 'credential-arn' holds no credential, bring one with './portcullis token stage'");
  }

  @ParameterizedTest
  @MethodSource("made")
  void saysThatTheCredentialIsMalformed_andNotWhatItIs(SourceSettings source) {
    var world = begun(source);
    world.bringCredential("plan ted");

    assertThatExceptionOfType(RotationException.class)
        .isThrownBy(world::allSteps)
        .withMessageStartingWith("what secret 'credential-arn' holds must be ")
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("plan ted"));
  }

  @ParameterizedTest
  @CsvSource({"65f0_planted_credential_0123", "hf_somebody_planted_0123456789"})
  void saysThatHuggingFaceDoesNotKnowTheCredential(String text) {
    var source = text.startsWith("hf_") ? World.MINTED : World.EXCHANGED;
    var world = begun(source);
    world.bringCredential(text);

    assertThatExceptionOfType(RotationException.class)
        .isThrownBy(world::allSteps)
        .withMessageContaining("it does not know the credential (401)");
    assertThat(world.log()).doesNotContain("planted");
  }

  @Test
  void refusesAnExchangedTokenThatMayDoMore_andEndsIt() {
    var world = begun(World.EXCHANGED);
    world.huggingFace.exchangeFor(
        Set.of("read-endpoints", "write-repos"), InMemoryHuggingFace.LIFETIME);

    assertThatExceptionOfType(RotationException.class)
        .isThrownBy(world::allSteps)
        .withMessageStartingWith("an exchanged token must have the scope 'read-endpoints' alone");
    assertThat(world.huggingFace.living()).isEmpty();
  }

  @Test
  void refusesAnExchangedTokenThatEndsTooSoon_andEndsIt() {
    var world = begun(World.EXCHANGED);
    world.huggingFace.exchangeFor(Set.of("read-endpoints"), Duration.ofHours(7));

    assertThatExceptionOfType(RotationException.class)
        .isThrownBy(world::allSteps)
        .withMessageStartingWith("an exchanged token must live for 28800 s, got 25200 s");
    assertThat(world.huggingFace.living()).isEmpty();
  }

  @Test
  void doesNotPromoteAnExchangedToken_halfOfWhoseLifeIsOver() {
    var world = begun(World.EXCHANGED);
    world.step("createSecret");
    world.clock.advance(InMemoryHuggingFace.LIFETIME.dividedBy(2).plusSeconds(1));

    assertThatExceptionOfType(RotationException.class)
        .isThrownBy(() -> world.step("finishSecret"))
        .withMessageContaining("waited too long for its promotion");
    assertThat(world.secret.labels()).containsOnly(Map.entry("AWSCURRENT", "first"));
  }

  @Test
  void makesAnotherToken_afterOneThatHuggingFaceEnded() {
    var world = begun(World.MINTED);
    world.step("createSecret");
    world.huggingFace.living().forEach(world.huggingFace::kill);

    assertThatExceptionOfType(RotationException.class)
        .isThrownBy(() -> world.step("testSecret"))
        .withMessageContaining("is rejected by the Hub (401)");
    world.rotateTo("another");

    assertThat(world.huggingFace.lives(world.current())).isTrue();
  }

  private static World begun(SourceSettings source) {
    var world = new World(source);
    world.secret.with("first", "empty", "AWSCURRENT");
    world.secret.begin(World.VERSION);
    return world;
  }
}
