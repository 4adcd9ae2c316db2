package io.portcullis.rotation;

import static io.portcullis.rotation.InMemoryHuggingFace.LIFETIME;
import static io.portcullis.rotation.World.EXCHANGED;
import static io.portcullis.rotation.World.GRACE;
import static io.portcullis.rotation.World.MINTED;
import static io.portcullis.rotation.World.STAGED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Rotations that follow each other within one grace. A secret remembers the versions whose tokens
 * wait for their end by a label each, and has 20 labels in all.
 */
class QuickRotationsTest {
  /** The first version is replaced as well, and has no token. */
  private static final int MOST = 16;

  static Stream<SourceSettings> sources() {
    return World.sources();
  }

  @Test
  void rememberEveryReplacedVersion() {
    var world = rotated(STAGED, 4);

    assertThat(world.secret.labels())
        .isEqualTo(
            Map.of(
                "AWSCURRENT", "v-4",
                "AWSPREVIOUS", "v-3",
                "VERIFIED", "v-4",
                "REPLACED-v-2", "v-2",
                "REPLACED-v-1", "v-1",
                "REPLACED-first", "first"));
  }

  @ParameterizedTest
  @MethodSource("sources")
  void leaveEveryTokenAlive_inTheGrace(SourceSettings source) {
    var world = rotated(source, 10);
    world.clock.advance(GRACE.minusSeconds(1));

    world.task("watch");

    assertThat(world.huggingFace.living()).hasSize(10);
  }

  @ParameterizedTest
  @MethodSource("sources")
  void leaveOneTokenAlive_afterTheGrace(SourceSettings source) {
    var world = rotated(source, 10);
    world.clock.advance(GRACE);

    world.task("watch");

    assertThat(world.huggingFace.living()).containsExactly(world.current());
    assertThat(world.secret.labels()).isEqualTo(Map.of("AWSCURRENT", "v-10", "VERIFIED", "v-10"));
  }

  @Test
  void doNotLoseATokenThatAnOperatorBrought() {
    var world = rotated(STAGED, MOST);
    world.bring("brought");
    world.secret.begin("one-too-many");
    world.step("createSecret", "one-too-many");
    var current = world.current();

    world.assertFails(
        () -> world.step("finishSecret", "one-too-many"),
        "version 'v-15' of secret '%s' must keep a label until its token is ended, and the secret has no more of them: too many replaced tokens wait for their end; end them ('./portcullis token revoke') or wait for it, then rotate again"
            .formatted(InMemorySecret.ARN));
    assertThat(world.current()).isEqualTo(current);
    assertThat(world.huggingFace.living()).hasSize(MOST + 1);
  }

  @ParameterizedTest
  @MethodSource("waysOut")
  void goOn_onceTheReplacedTokensAreEnded(String task, Duration wait) {
    var world = rotated(STAGED, MOST);
    world.bring("brought");
    world.secret.begin("next");
    world.step("createSecret", "next");
    world.assertFails("finishSecret", "next");
    world.clock.advance(wait);
    world.task(task);

    world.allSteps("next");

    assertThat(world.secret.labels()).containsEntry("AWSCURRENT", "next");
    world.clock.advance(GRACE);
    world.task("watch");
    assertThat(world.huggingFace.living()).containsExactly(world.current());
  }

  static Stream<Arguments> waysOut() {
    return Stream.of(arguments("watch", GRACE), arguments("revoke", Duration.ZERO));
  }

  @Test
  void goOn_whereTokensAreFoundByTheirNames() {
    var world = rotated(MINTED, MOST + 5);
    assertThat(world.line().path("reason").asText()).contains("too many replaced tokens wait");
    assertThat(world.huggingFace.living()).hasSize(MOST + 5);
    world.clock.advance(GRACE);

    world.task("watch");

    assertThat(world.huggingFace.living()).containsExactly(world.current());
  }

  @Test
  void goOn_whereTokensEndWithTheirTime() {
    var world = rotated(EXCHANGED, MOST + 5);
    world.clock.advance(GRACE);
    world.task("watch");
    assertThat(world.huggingFace.living()).contains(world.current()).hasSize(6);

    world.clock.advance(LIFETIME.minus(GRACE).dividedBy(2));
    world.rotateTo("last");
    world.clock.advance(LIFETIME.dividedBy(2).plus(GRACE));

    world.task("watch");

    assertThat(world.huggingFace.living()).containsExactly(world.current());
  }

  @Test
  void takeNoLabels_whereReplacedTokensAreKept() {
    var world = World.deployed(MINTED).replacedAfter(Duration.ZERO);

    for (var rotation = 0; rotation < 30; rotation++) {
      world.rotateTo("v-" + rotation);
    }

    assertThat(world.secret.labels()).containsOnlyKeys("AWSCURRENT", "AWSPREVIOUS", "VERIFIED");
  }

  private static World rotated(SourceSettings source, int times) {
    var world = World.deployed(source);
    for (var rotation = 1; rotation <= times; rotation++) {
      world.rotateTo("v-" + rotation);
    }
    return world;
  }
}
