package io.portcullis.rotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.portcullis.rotation.failure.RotationException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The button for the hour in which a token has leaked. */
class RevokeTest {
  static Stream<SourceSettings> sources() {
    return Stream.of(World.STAGED, World.MINTED, World.EXCHANGED);
  }

  @ParameterizedTest
  @MethodSource("sources")
  void endsTheReplacedTokenAtOnce_whoeverUsesIt(SourceSettings source) {
    var world = rotated(source);
    var leaked = world.current();
    world.rotateTo("third");
    world.huggingFace.use(leaked);

    assertThat(world.task("revoke")).isEqualTo("{\"result\":\"retired\",\"versionId\":\"second\"}");
    assertThat(world.huggingFace.lives(leaked)).isFalse();
    assertThat(world.huggingFace.lives(world.current())).isTrue();
  }

  @Test
  void saysThatThereIsNothingToEnd() {
    var world = rotated(World.STAGED);
    world.task("revoke");

    assertThat(world.task("revoke"))
        .isEqualTo("{\"result\":\"nothing_to_retire\",\"versionId\":\"second\"}");
  }

  @Test
  void endsNothing_whileTheCurrentTokenIsRefused() {
    var world = rotated(World.STAGED);
    var replaced = world.current();
    world.rotateTo("third");
    world.huggingFace.kill(world.current());

    assertThatExceptionOfType(RotationException.class)
        .isThrownBy(() -> world.task("revoke"))
        .withMessageContaining("version 'third'")
        .withMessageContaining("is rejected by the Hub (401)");
    assertThat(world.huggingFace.lives(replaced)).isTrue();
  }

  @Test
  void endsNothing_thatIsStagedToo() {
    var world = rotated(World.STAGED);
    var token = world.current();
    world.rotateTo("third");
    world.secret.with("again", token, "STAGED");

    assertThatExceptionOfType(RotationException.class)
        .isThrownBy(() -> world.task("revoke"))
        .withMessageContaining("is current, pending or staged too");
    assertThat(world.huggingFace.lives(token)).isTrue();
  }

  @Test
  void fails_whenHuggingFaceEndsNothing() {
    var world = rotated(World.MINTED);
    world.rotateTo("third");
    world.huggingFace.refuseDeletion();

    assertThatExceptionOfType(RotationException.class)
        .isThrownBy(() -> world.task("revoke"))
        .withMessageContaining("Hugging Face refused to delete a token of the service account");
    assertThat(world.secret.labels()).containsEntry("AWSPREVIOUS", "second");
  }

  private static World rotated(SourceSettings source) {
    var world = new World(source);
    world.secret.with("first", "empty", "AWSCURRENT");
    world.rotateTo("second");
    return world;
  }
}
