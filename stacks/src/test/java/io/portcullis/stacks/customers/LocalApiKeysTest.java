package io.portcullis.stacks.customers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalApiKeysTest {
  private static final ApiKey FIRST = new ApiKey("k1", "acme", "first", true);
  private static final String NOT_SERVED =
      "environment 'local' is not served now, './portcullis local' serves it";

  @TempDir private Path state;

  private ControlPlane frontDoor;

  @BeforeEach
  void serve() throws IOException {
    frontDoor =
        new ControlPlane().has("k1", "acme", "first").has("k2", "acme", "second").has("k3", "", "");
    frontDoor.writeTo(state);
  }

  @AfterEach
  void stop() {
    frontDoor.close();
  }

  @Test
  void knowsTheKeysOfEveryPage() {
    assertThat(LocalApiKeys.of(state).all())
        .containsExactly(FIRST, new ApiKey("k2", "acme", "second", true));
  }

  @Test
  void tellsAValue() {
    assertThat(LocalApiKeys.of(state).value(FIRST)).isEqualTo("value of k1");
  }

  @Test
  void blocksAKey_andLetsItInAgain() {
    var keys = LocalApiKeys.of(state);

    keys.enable(FIRST, false);
    assertThat(keys.all()).extracting(ApiKey::enabled).containsExactly(false, true);

    keys.enable(FIRST, true);
    assertThat(keys.all()).extracting(ApiKey::enabled).containsExactly(true, true);
  }

  @Test
  void doesNotBelieve_whatTheFrontDoorDoesNotConfirm() {
    frontDoor.stubborn = true;

    assertThatExceptionOfType(ApiKeysException.class)
        .isThrownBy(() -> LocalApiKeys.of(state).enable(FIRST, false))
        .withMessage("the front door did not change it");
  }

  @Test
  void tellsAnAnswerThatIsNone() {
    frontDoor.status = 500;

    assertThatExceptionOfType(ApiKeysException.class)
        .isThrownBy(() -> LocalApiKeys.of(state).all())
        .withMessage("the local front door answered with status 500");
  }

  @Test
  void tellsThatNobodyServes_withoutItsFile() throws IOException {
    Files.delete(state.resolve("local.json"));

    assertNotServed();
  }

  /** It was ended before it could take its file away. */
  @Test
  void tellsThatNobodyServes_whereTheFileIsLeftOver() {
    frontDoor.close();

    assertNotServed();
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"apiGateway\": \"\"}", "{\"apiGateway\": null}"})
  void tellsThatNobodyServes_whereTheFileDoesNotSayWhere(String content) throws IOException {
    Files.writeString(state.resolve("local.json"), content);

    assertNotServed();
  }

  private void assertNotServed() {
    assertThatExceptionOfType(ApiKeysException.class)
        .isThrownBy(() -> LocalApiKeys.of(state).all())
        .withMessage(NOT_SERVED);
  }
}
