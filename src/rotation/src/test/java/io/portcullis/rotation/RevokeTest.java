package io.portcullis.rotation;

import static io.portcullis.rotation.World.MINTED;
import static io.portcullis.rotation.World.STAGED;
import static io.portcullis.rotation.log.RotationMetric.TOKENS_RETIRED;
import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.rotation.Outside.Mishap;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The button for the hour in which a token has leaked. */
class RevokeTest {
  private static final String NOTHING =
      "{\"result\":\"nothing_to_retire\",\"versionId\":\"second\"}";

  static Stream<SourceSettings> sources() {
    return World.sources();
  }

  @ParameterizedTest
  @MethodSource("sources")
  void endsTheReplacedTokenAtOnce_whoeverUsesIt(SourceSettings source) {
    var world = rotated(source);
    var leaked = world.current();
    world.rotateTo("third");
    world.huggingFace.use(leaked);

    assertThat(world.task("revoke")).isEqualTo("{\"result\":\"retired\",\"versionId\":\"second\"}");
    assertThat(world.huggingFace.living()).containsExactly(world.current());
    assertThat(world.secret.labels()).containsOnlyKeys("AWSCURRENT", "VERIFIED");
  }

  @ParameterizedTest
  @MethodSource("sources")
  void endsTheReplacedToken_alsoWhereReplacedOnesAreKept(SourceSettings source) {
    var world = rotated(source).replacedAfter(Duration.ZERO);
    var leaked = world.current();
    world.rotateTo("third");

    assertThat(world.task("revoke")).isEqualTo("{\"result\":\"retired\",\"versionId\":\"second\"}");
    assertThat(world.huggingFace.lives(leaked)).isFalse();
  }

  @ParameterizedTest
  @MethodSource("sources")
  void endsEveryReplacedToken_andNamesTheLast(SourceSettings source) {
    var world = rotated(source);
    world.rotateTo("third");
    world.rotateTo("fourth");

    assertThat(world.task("revoke")).isEqualTo("{\"result\":\"retired\",\"versionId\":\"third\"}");
    assertThat(world.huggingFace.living()).containsExactly(world.current());
    assertThat(world.measured(TOKENS_RETIRED)).isEqualTo(2);
  }

  @Test
  void namesTheVersion_whoseTokenNobodyHadStored() {
    var world = rotated(MINTED);
    world.task("revoke");
    world.huggingFace.mint("portcullis/token-AbCdEf/lost");

    assertThat(world.task("revoke")).isEqualTo("{\"result\":\"retired\",\"versionId\":\"lost\"}");
  }

  @ParameterizedTest
  @MethodSource("sources")
  void saysThatThereIsNothingToEnd(SourceSettings source) {
    var world = rotated(source);

    assertThat(world.task("revoke")).isEqualTo(NOTHING);
    assertThat(world.task("revoke")).isEqualTo(NOTHING);
    assertThat(world.huggingFace.living()).containsExactly(world.current());
  }

  @ParameterizedTest
  @MethodSource("sources")
  void leavesTheTokenOfARotationInProgressAlone(SourceSettings source) {
    var world = rotated(source);
    world.bring("brought");
    world.secret.begin("third");
    world.step("createSecret", "third");
    var pending = world.secret.valueWith("AWSPENDING").orElseThrow();

    world.task("revoke");

    assertThat(world.huggingFace.lives(pending)).isTrue();
  }

  @Test
  void endsNothing_whileTheCurrentTokenIsRefused() {
    var world = rotated(STAGED);
    var replaced = world.current();
    world.rotateTo("third");
    world.huggingFace.kill(world.current());

    world.assertFails(
        () -> world.task("revoke"),
        "version 'third' of secret '%s', which is current, is rejected by the Hub (401): its token is unknown or revoked; bring another token first ('./portcullis token stage'), rotate, and revoke again"
            .formatted(InMemorySecret.ARN));
    assertThat(world.huggingFace.lives(replaced)).isTrue();
  }

  @Test
  void endsNothing_whileTheCurrentTokenWaitsForApproval() {
    var world = rotated(STAGED);
    var replaced = world.current();
    world.rotateTo("third");
    world.huggingFace.waitForApproval();

    world.assertFails(
        () -> world.task("revoke"),
        "version 'third' of secret '%s', which is current, is not ready: the Hub does not admit its token (403); an administrator of its organization must approve it; bring another token first ('./portcullis token stage'), rotate, and revoke again"
            .formatted(InMemorySecret.ARN));
    assertThat(world.huggingFace.lives(replaced)).isTrue();
  }

  @Test
  void endsNothing_whileTheHubSaysNothing() {
    var world = rotated(STAGED);
    var replaced = world.current();
    world.rotateTo("third");
    world.outside.at("whoAmI", Mishap.UNAVAILABLE);

    world.assertFails(
        () -> world.task("revoke"),
        "version 'third' of secret '%s' could not be verified: the Hub is unavailable, it did not answer in time; revoke again later, or end the replaced token at Hugging Face"
            .formatted(InMemorySecret.ARN));
    assertThat(world.huggingFace.lives(replaced)).isTrue();
  }

  @Test
  void endsNothing_beforeTheFirstToken() {
    var world = World.deployed(STAGED);

    world.assertFails(
        () -> world.task("revoke"),
        "version 'first' of secret '%s', which is current, must be a token: 'hf_' followed by 16 to 4093 letters, digits, '_', '.' or '-', without spaces or line breaks; bring another token first ('./portcullis token stage'), rotate, and revoke again"
            .formatted(InMemorySecret.ARN));
  }

  @Test
  void endsNothing_thatIsStagedToo() {
    var world = rotated(STAGED);
    var token = world.current();
    world.rotateTo("third");
    world.secret.with("again", token, "STAGED");

    world.assertFails(
        () -> world.task("revoke"),
        "a replaced token of secret '%s' is current, pending or staged too; bring another token, rotate, and revoke again"
            .formatted(InMemorySecret.ARN));
    assertThat(world.huggingFace.lives(token)).isTrue();
  }

  @Test
  void fails_whereHuggingFaceDeletesNothing() {
    var world = rotated(MINTED);
    var leaked = world.current();
    world.rotateTo("third");
    world.huggingFace.refuseDeletion();

    world.assertFails(
        () -> world.task("revoke"),
        "Hugging Face refused to delete a token of the service account: the credential of secret '%s' may not (403), bring one that may with './portcullis token stage'"
            .formatted(World.CREDENTIAL));
    assertThat(world.huggingFace.lives(leaked)).isTrue();
    assertThat(world.secret.labels()).containsEntry("AWSPREVIOUS", "second");
  }

  @Test
  void fails_whereHuggingFaceRevokesNothing() {
    var world = rotated(STAGED);
    world.rotateTo("third");
    world.huggingFace.refuseRevocation();

    world.assertFails(
        () -> world.task("revoke"),
        "Hugging Face refused to end a replaced token: it does not take the request as it is");
    assertThat(world.secret.labels()).containsEntry("AWSPREVIOUS", "second");
  }

  @Test
  void isDoneByARepeat_whereTheFirstOneWasCutOff() {
    var world = rotated(STAGED);
    world.task("revoke");
    world.rotateTo("third");
    world.outside.at("removeLabel", Mishap.UNAVAILABLE);
    world.assertFailsTo("revoke");
    assertThat(world.huggingFace.living()).containsExactly(world.current());
    assertThat(world.secret.labels()).containsEntry("AWSPREVIOUS", "second");

    assertThat(world.task("revoke")).isEqualTo("{\"result\":\"retired\",\"versionId\":\"second\"}");
    assertThat(world.secret.labels()).containsOnlyKeys("AWSCURRENT", "VERIFIED");
  }

  private static World rotated(SourceSettings source) {
    var world = World.deployed(source);
    world.rotateTo("second");
    return world;
  }
}
