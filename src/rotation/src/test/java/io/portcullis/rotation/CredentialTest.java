package io.portcullis.rotation;

import static io.portcullis.rotation.World.CREDENTIAL;
import static io.portcullis.rotation.World.EXCHANGED;
import static io.portcullis.rotation.World.MINTED;
import static io.portcullis.rotation.World.STAGED;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What tokens are made with: its faults are told with the secret that holds it, never its value.
 */
class CredentialTest {
  static Stream<SourceSettings> makers() {
    return World.makers();
  }

  @ParameterizedTest
  @MethodSource("makers")
  void isMissed_whereNobodyHasBroughtIt(SourceSettings source) {
    var world = World.begun(source);
    world.bringCredential("empty");

    world.assertFails(() -> world.step("createSecret"), missing());
  }

  @ParameterizedTest
  @MethodSource("makers")
  void isMissed_whereItsSecretHasNoValue(SourceSettings source) {
    var world = World.begun(source);
    world.takeCredentialAway();

    world.assertFails(() -> world.step("createSecret"), missing());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "planted", "hf_planted", "hf_planted_0123456789\n", "{\"planted\":1}"})
  void mustBeAToken_ofAServiceAccount(String text) {
    var world = World.begun(MINTED);
    world.bringCredential(text);

    world.assertFails(
        () -> world.step("createSecret"),
        "what secret '%s' holds must be the token of an administrator: 'hf_' followed by 16 to 4093 letters, digits, '_', '.' or '-', without spaces or line breaks; bring it with './portcullis token stage'"
            .formatted(CREDENTIAL));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "planted", "planted secret", "planted-secret\n", "planted-sécret"})
  void mustBeAClientSecret_ofATokenExchange(String text) {
    var world = World.begun(EXCHANGED);
    world.bringCredential(text);

    world.assertFails(
        () -> world.step("createSecret"),
        "what secret '%s' holds must be a client secret: 8 to 4096 visible characters without spaces; bring it with './portcullis token stage'"
            .formatted(CREDENTIAL));
  }

  @Test
  void isUnknown_ofAServiceAccount() {
    var world = World.begun(MINTED);
    world.bringCredential("hf_somebody_planted_0123456789");

    world.assertFails(
        () -> world.step("createSecret"), refused("list the tokens of the service account"));
  }

  @Test
  void isUnknown_ofATokenExchange() {
    var world = World.begun(EXCHANGED);
    world.bringCredential("another-secret-planted");

    world.assertFails(() -> world.step("createSecret"), refused("exchange a token"));
  }

  @Test
  void mayNot_ofAServiceAccount() {
    var world = World.begun(MINTED);
    world.huggingFace.forbid();

    world.assertFails(
        () -> world.step("createSecret"), forbidden("list the tokens of the service account"));
  }

  @Test
  void mayNot_ofATokenExchange() {
    var world = World.begun(EXCHANGED);
    world.huggingFace.forbid();

    world.assertFails(() -> world.step("createSecret"), forbidden("exchange a token"));
  }

  @ParameterizedTest
  @MethodSource("makers")
  void isUsedAtOnce_whereAnotherOneIsBrought(SourceSettings source) {
    var world = World.begun(source);
    world.bringCredential("empty");
    world.assertFails("createSecret", World.VERSION);

    world.bringCredentialAgain();
    world.allSteps();

    assertThat(world.secret.labels()).containsEntry("AWSCURRENT", World.VERSION);
  }

  @ParameterizedTest
  @MethodSource("makers")
  void isNotAskedFor_byARepeatThatHasItsToken(SourceSettings source) {
    var world = World.begun(source);
    world.step("createSecret");
    world.takeCredentialAway();

    world.allSteps();

    assertThat(world.secret.labels()).containsEntry("AWSCURRENT", World.VERSION);
  }

  @Test
  void isNotAskedFor_whereAnOperatorBringsTokens() {
    var world = World.begun(STAGED);
    world.takeCredentialAway();

    world.allSteps();

    assertThat(world.secret.labels()).containsEntry("AWSCURRENT", World.VERSION);
  }

  private static String missing() {
    return "secret '%s' holds no credential, bring one with './portcullis token stage'"
        .formatted(CREDENTIAL);
  }

  private static String refused(String deed) {
    return "Hugging Face refused to %s: it does not know the credential of secret '%s' (401), bring another one with './portcullis token stage'"
        .formatted(deed, CREDENTIAL);
  }

  private static String forbidden(String deed) {
    return "Hugging Face refused to %s: the credential of secret '%s' may not (403), bring one that may with './portcullis token stage'"
        .formatted(deed, CREDENTIAL);
  }
}
