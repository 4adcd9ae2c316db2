package io.portcullis.local.huggingface;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which tokens the endpoint and the Hub accept. */
class TokensTest {
  private HuggingFaceStandIn standIn;
  private HubCaller caller;

  @BeforeEach
  void open() throws IOException {
    standIn = HuggingFaceStandIn.start();
    caller = new HubCaller(standIn);
  }

  @AfterEach
  void close() {
    standIn.close();
  }

  @ParameterizedTest
  @CsvSource({
    "NARROW, 200, 200",
    "OVER_WIDE, 200, 200",
    "OF_ROLE_WRITE, 200, 200",
    "OF_ANOTHER_NAMESPACE, 403, 200",
    "WITHOUT_INFERENCE, 403, 200",
    "PENDING, 403, 403"
  })
  void acceptsWhatMayCallTheEndpoint(PersonalToken kind, int endpoint, int whoAmI)
      throws Exception {
    var token = standIn.tokens().issue(kind);

    assertThat(caller.infer(token)).isEqualTo(endpoint);
    assertThat(caller.get("/api/whoami-v2", token).statusCode()).isEqualTo(whoAmI);
    assertThat(standIn.tokens().alive()).isEqualTo(endpoint == 200 ? 1 : 0);
  }

  @Test
  void acceptsNoUnknownToken() throws Exception {
    assertThat(caller.infer("hf_unknown0123456789")).isEqualTo(401);
    assertThat(caller.get("/api/whoami-v2", "hf_unknown0123456789").statusCode()).isEqualTo(401);
  }

  @Test
  void tellsTheNamespaceAndTheTimeOfATokensMaking() throws Exception {
    standIn.host("acme", "documents", "private");
    var accessToken = caller.whoAmI(standIn.tokens().issue()).at("/auth/accessToken");

    assertThat(accessToken.at("/fineGrained/scoped/0/entity/name").asText()).isEqualTo("acme");
    assertThat(accessToken.path("createdAt").asText())
        .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
  }

  @Test
  void acceptsAPendingToken_onceItIsApproved() throws Exception {
    var token = standIn.tokens().issue(PersonalToken.PENDING);

    standIn.tokens().approve(token);

    assertThat(caller.infer(token)).isEqualTo(200);
  }

  @Test
  void refusesATokenWhoseTimeIsOver() throws Exception {
    var token = standIn.tokens().issue();

    standIn.tokens().expire(token);

    assertThat(caller.infer(token)).isEqualTo(401);
    assertThat(standIn.tokens().end(token)).contains(TokenEnd.EXPIRED);
  }

  @Test
  void aTokenThatHasEnded_isNotReinstated() throws Exception {
    var token = standIn.tokens().issue();
    var body = "{\"credentials\":[\"%s\"]}".formatted(token);

    assertThat(caller.post("/api/credentials/revoke", "", body).statusCode()).isEqualTo(202);
    standIn.tokens().reinstate();

    assertThat(caller.infer(token)).isEqualTo(401);
    assertThat(standIn.tokens().end(token)).contains(TokenEnd.REVOKED);
    assertThat(standIn.tokens().ended(TokenEnd.REVOKED)).isEqualTo(1);
  }

  @Test
  void acceptsNoTokenOfAnotherNamespace_onceAnotherEndpointIsHosted() throws Exception {
    var token = standIn.tokens().issue();

    standIn.host("acme", "documents", "private");

    assertThat(caller.infer(token)).isEqualTo(403);
  }

  @Test
  void printsNoToken() {
    var token = standIn.tokens().issue();

    assertThat(standIn.tokens().toString() + standIn.tokens().ofValue(token)).doesNotContain(token);
  }
}
