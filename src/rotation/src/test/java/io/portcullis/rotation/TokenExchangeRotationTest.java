package io.portcullis.rotation;

import static io.portcullis.rotation.InMemoryHuggingFace.LIFETIME;
import static io.portcullis.rotation.World.EXCHANGED;
import static io.portcullis.rotation.World.VERSION;
import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.rotation.Outside.Mishap;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tokens that are exchanged for the secret of an OAuth application. */
class TokenExchangeRotationTest {
  private static final Set<String> SCOPE = Set.of("read-endpoints");
  private static final String WIDER =
      "an exchanged token must have the scope 'read-endpoints' alone, got 'read-endpoints write-repos'; limit the OAuth application to it";

  private final World world = World.begun(EXCHANGED);
  private final InMemoryHuggingFace huggingFace = world.huggingFace;

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

  @ParameterizedTest
  @CsvSource({
    "write-endpoints, write-endpoints",
    "read-endpoints write-repos, read-endpoints write-repos",
    "'', ''"
  })
  void refusesATokenOfAnotherScope(String scope, String told) {
    exchangesFor(scope);

    world.assertFails(
        () -> world.step("createSecret"),
        "an exchanged token must have the scope 'read-endpoints' alone, got '%s'; limit the OAuth application to it"
            .formatted(told));
    assertThat(world.secret.valueWith("AWSPENDING")).isEmpty();
  }

  @Test
  void endsATokenOfAnotherScope() {
    exchangesFor("read-endpoints write-repos");

    world.assertFails("createSecret", VERSION);

    assertThat(huggingFace.living()).isEmpty();
  }

  @Test
  void tellsOfTheScope_alsoWhereTheTokenCannotBeEnded() {
    exchangesFor("read-endpoints write-repos");
    world.outside.at("revoke", Mishap.UNAVAILABLE);

    world.assertFails(
        () -> world.step("createSecret"),
        WIDER + "; the token could not be ended, it lives for another 28800 s");
    assertThat(world.secret.valueWith("AWSPENDING")).isEmpty();
  }

  @Test
  void refusesATokenThatEndsTooSoon() {
    huggingFace.exchangeFor(SCOPE, LIFETIME.minusSeconds(1));

    world.assertFails(
        () -> world.step("createSecret"),
        "an exchanged token must live for 28800 s, got 28799 s; have the duration of the OAuth application raised, or rotate more often");
    assertThat(world.secret.valueWith("AWSPENDING")).isEmpty();
  }

  @Test
  void endsATokenThatEndsTooSoon() {
    huggingFace.exchangeFor(SCOPE, Duration.ofHours(1));

    world.assertFails("createSecret", VERSION);

    assertThat(huggingFace.living()).isEmpty();
  }

  @Test
  void promotesAToken_halfOfWhoseLifeIsLeft() {
    world.step("createSecret");
    world.clock.advance(LIFETIME.dividedBy(2));

    world.step("finishSecret");

    assertThat(world.secret.labels()).containsEntry("AWSCURRENT", VERSION);
  }

  @ParameterizedTest
  @CsvSource({"testSecret", "finishSecret"})
  void discardsAToken_halfOfWhoseLifeIsOver(String step) {
    world.step("createSecret");
    world.clock.advance(LIFETIME.dividedBy(2).plusSeconds(1));

    world.assertFails(
        () -> world.step(step),
        "version 'pending-1' of secret '%s' waited too long for its promotion: half of its token's life is over; 'AWSPENDING' is taken off it, so that the next rotation makes another one"
            .formatted(InMemorySecret.ARN));
    assertThat(world.secret.labels()).isEqualTo(Map.of("AWSCURRENT", "first"));
  }

  @Test
  void makesAnotherToken_afterADiscardedOne() {
    world.step("createSecret");
    world.clock.advance(LIFETIME);
    world.assertFails("testSecret", VERSION);

    world.rotateTo("another");

    assertThat(huggingFace.living()).containsExactly(world.current());
  }

  private void exchangesFor(String scope) {
    huggingFace.exchangeFor(scope.isEmpty() ? Set.of() : Set.of(scope.split(" ")), LIFETIME);
  }
}
