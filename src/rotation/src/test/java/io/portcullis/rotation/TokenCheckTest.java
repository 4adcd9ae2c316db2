package io.portcullis.rotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every answer of the Hub, through the step that asks for it and the one that asks again. */
class TokenCheckTest {
  private static final String OLD = "hf_old_planted_0123456789";
  private static final String TOKEN = "hf_new_planted_0123456789";
  private static final String SUBJECT =
      "version 'pending-1' of secret '%s' ".formatted(InMemoryVersions.ARN);
  private static final String REMEDY =
      "; take 'AWSPENDING' off it (update-secret-version-stage), put another token under 'STAGED' and rotate again";

  private final HubServer server = new HubServer();
  private final InMemoryVersions versions =
      new InMemoryVersions()
          .with("v-1", OLD, "AWSCURRENT")
          .with(Rotation.VERSION, TOKEN, "AWSPENDING");
  private final Rotation rotation = new Rotation(versions, server.hub());

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void accepts_theOnePermission() {
    server.accepting(TOKEN);

    assertThatNoException().isThrownBy(() -> rotation.step("testSecret"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"read", "write", "god"})
  void refuses_aTokenThatIsNotFineGrained(String role) {
    answers("{\"auth\":{\"accessToken\":{\"role\":\"%s\"}}}".formatted(role));

    assertRefused("must hold a token of the role 'fineGrained', got '%s'".formatted(role) + REMEDY);
  }

  @Test
  void refuses_aWiderToken() {
    fineGrained(
        """
        "scoped":[{"permissions":["inference.endpoints.infer.write","repo.write"]},
                  {"permissions":["inference.endpoints.write"]}]
        """);

    assertRefused(
        "must hold a token with no permission but 'inference.endpoints.infer.write', got 'inference.endpoints.write', 'repo.write'"
            + REMEDY);
  }

  @Test
  void refuses_aGlobalPermission() {
    fineGrained(
        """
        "global":["inference.endpoints.infer.write"],
        "scoped":[{"permissions":["inference.endpoints.infer.write"]}]
        """);

    assertRefused(
        "must hold a token with no global permission, got 'inference.endpoints.infer.write'"
            + REMEDY);
  }

  @Test
  void refuses_accessToGatedRepositories() {
    fineGrained(
        """
        "canReadGatedRepos":true,"scoped":[{"permissions":["inference.endpoints.infer.write"]}]
        """);

    assertRefused(
        "must hold a token with no access to gated repositories, got 'canReadGatedRepos'" + REMEDY);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"scoped\":[]",
        "\"scoped\":[{\"permissions\":[]}]",
        "\"scoped\":[{\"permissions\":[\"inference.serverless.write\"]}]"
      })
  void refuses_aNarrowerToken(String rights) {
    fineGrained(rights);

    assertRefused(
        "must hold a token with the permission 'inference.endpoints.infer.write' on the endpoint's owner, it has none"
            + REMEDY);
  }

  @Test
  void refuses_aTokenThatTheHubDoesNotKnow() {
    assertRefused("is rejected by the Hub (401): its token is unknown or revoked" + REMEDY);
  }

  @Test
  void waits_forATokenThatIsNotApproved() {
    server.answering(TOKEN, 403, "{\"error\":\"your token needs to be approved\"}");

    assertRefused(
        "is not ready: the Hub does not admit its token (403); an administrator of its organization must approve it, then rotate again");
  }

  @ParameterizedTest
  @CsvSource({
    "429, it limits the rate of calls",
    "500, it answered with an unexpected status",
    "200, its answer could not be read"
  })
  void waits_forAHubThatSaysNothing(int status, String reason) {
    server.answering(TOKEN, status, "<html>hf_new_planted_0123456789</html>");

    assertRefused(
        "could not be verified: the Hub is unavailable, %s; rotate again later".formatted(reason));
  }

  @Test
  void refuses_aMalformedValue_withoutAskingTheHub() {
    versions.with(Rotation.VERSION, "planted", "AWSPENDING");

    assertRefused(
        "must be a token: 'hf_' followed by 16 to 4093 letters, digits, '_', '.' or '-', without spaces or line breaks"
            + REMEDY);
  }

  private void answers(String body) {
    server.answering(TOKEN, 200, body);
  }

  private void fineGrained(String rights) {
    answers(
        "{\"auth\":{\"accessToken\":{\"role\":\"fineGrained\",\"fineGrained\":{%s}}}}"
            .formatted(rights));
  }

  /** Neither testing nor finishing lets it pass, and the current value stays. */
  private void assertRefused(String reason) {
    for (var step : new String[] {"testSecret", "finishSecret"}) {
      assertThatExceptionOfType(RotationException.class)
          .isThrownBy(() -> rotation.step(step))
          .withMessage(SUBJECT + reason);
    }
    assertThat(versions.valueWith("AWSCURRENT")).contains(OLD);
    assertThat(rotation.log()).doesNotContain("planted");
  }
}
