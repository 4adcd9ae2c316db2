package io.portcullis.rotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import io.portcullis.rotation.failure.RotationException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every answer of the Hub, through the step that asks for it and the one that asks again. */
class TokenCheckTest {
  private static final String OLD = "hf_old_planted_0123456789";
  private static final String TOKEN = "hf_new_planted_0123456789";
  private static final String SUBJECT =
      "version 'pending-1' of secret '%s' ".formatted(InMemorySecret.ARN);
  private static final String REMEDY =
      "; take 'AWSPENDING' off it (update-secret-version-stage), put another token under 'STAGED' and rotate again";

  private final HubServer server = new HubServer();
  private final World world = new World(World.STAGED);

  @BeforeEach
  void askTheServer() {
    var ports = world.huggingFace.ports();
    world.asking(
        new HuggingFacePorts(
            server.hub(),
            ports.serviceAccounts(),
            ports.exchange(),
            ports.revocation(),
            server.access(),
            ports.endpoints()));
    world.secret.with("v-1", OLD, "AWSCURRENT").with(World.VERSION, TOKEN, "AWSPENDING");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void accepts_theOnePermission() {
    server.accepting(TOKEN);

    assertThatNoException().isThrownBy(() -> world.step("testSecret"));
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
  void saysWhenTheHubMayBeAskedAgain() {
    server.answering(TOKEN, 429, "", Map.of("Retry-After", "30"));

    assertRefused(
        "could not be verified: the Hub is unavailable, it limits the rate of calls for another 30 s; rotate again later");
  }

  @Test
  void refuses_aPermissionOnAnotherOwner() {
    answers(HubServer.INFERENCE.replace("acme", "rivals"));

    assertRefused("must hold a token with a permission on 'acme' alone, got 'rivals'" + REMEDY);
  }

  @Test
  void refuses_aPermissionOnOneMoreOwner() {
    fineGrained(
        """
        "scoped":[{"entity":{"type":"org","name":"acme"},
                   "permissions":["inference.endpoints.infer.write"]},
                  {"entity":{"type":"org","name":"rivals"},
                   "permissions":["inference.endpoints.infer.write"]}]
        """);

    assertRefused(
        "must hold a token with a permission on 'acme' alone, got 'acme', 'rivals'" + REMEDY);
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 403})
  void refuses_aTokenThatTheEndpointDoesNotAdmit(int status) {
    server.accepting(TOKEN).admitting(TOKEN, status);

    assertRefused(
        "must hold a token that may call the endpoint 'acme/documents', it may not (%d)"
                .formatted(status)
            + REMEDY);
  }

  @ParameterizedTest
  @ValueSource(ints = {404, 405})
  void goesOn_whereTheEndpointCannotBeAsked_andSaysSo(int status) {
    server.accepting(TOKEN).admitting(TOKEN, status);

    world.step("testSecret");

    assertThat(world.lastLine())
        .contains(
            "\"result\":\"accepted\",\"reason\":\"the endpoint itself was not asked: Hugging Face does not offer it\"",
            "\"EndpointUnchecked\":1");
  }

  @Test
  void waits_forAnEndpointCheckThatSaysNothing() {
    server.accepting(TOKEN).admitting(TOKEN, 500);

    assertRefused(
        "could not be verified: Hugging Face does not say whether its token may call the endpoint 'acme/documents', it answered with an unexpected status; rotate again later");
  }

  @Test
  void waits_forAnEndpointCheckThatTakesNoQuestion() {
    server.accepting(TOKEN).admitting(TOKEN, 422);

    assertRefused(
        "could not be verified: Hugging Face does not take the question whether its token may call the endpoint 'acme/documents'; rotate again later");
  }

  @Test
  void refuses_aMalformedValue_withoutAskingTheHub() {
    world.secret.with(World.VERSION, "planted", "AWSPENDING");

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
          .isThrownBy(() -> world.step(step))
          .withMessage(SUBJECT + reason);
    }
    assertThat(world.secret.valueWith("AWSCURRENT")).contains(OLD);
    assertThat(world.log()).doesNotContain("planted");
  }
}
