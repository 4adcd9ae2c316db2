package io.portcullis.test.attack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutcomeTest {
  private static final Map<String, List<String>> OF_API_GATEWAY =
      Map.of("x-amzn-errortype", List.of("ForbiddenException"));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "none",
        "fixed",
        "firewall (web ACL) 403 firewall_network",
        "protocol (HTTP server) 000 -"
      })
  void readsWhatItWrites(String text) {
    assertThat(Outcome.parse(text)).hasToString(text);
  }

  @Test
  void tellsTheFirewall() {
    assertThat(refusal(Map.of(), "firewall", "firewall_rate"))
        .hasToString("firewall (web ACL) 429 firewall_rate");
  }

  @Test
  void tellsApiGateway_byItsHeader() {
    assertThat(refusal(OF_API_GATEWAY, "plan", "plan_throttled"))
        .hasToString("plan (API Gateway) 429 plan_throttled");
  }

  @Test
  void tellsTheAuthorizer_byItsCode() {
    assertThat(refusal(OF_API_GATEWAY, "identity", "identity_unauthorized"))
        .hasToString("identity (authorizer) 429 identity_unauthorized");
  }

  @Test
  void tellsTheProxy() {
    assertThat(refusal(Map.of(), "validation", "request_content_type"))
        .hasToString("validation (proxy) 429 request_content_type");
  }

  @Test
  void anAnswerOfTheEndpoint_isNoRefusal() {
    assertThat(Outcome.of(new HttpAnswer(200, Map.of(), "{}"))).isEqualTo(Outcome.NONE);
    assertThat(refusal(Map.of(), "upstream", "upstream_rejected")).isEqualTo(Outcome.NONE);
  }

  @Test
  void anAnswerWithoutItsShape_isTheServers() {
    assertThat(Outcome.of(new HttpAnswer(400, Map.of(), "<html>")))
        .hasToString("protocol (HTTP server) 400 -");
    assertThat(Outcome.of(HttpAnswer.NOTHING)).hasToString("protocol (HTTP server) 000 -");
  }

  private static Outcome refusal(Map<String, List<String>> headers, String layer, String code) {
    return Outcome.of(
        new HttpAnswer(
            429, headers, "{\"error\":{\"layer\":\"%s\",\"code\":\"%s\"}}".formatted(layer, code)));
  }
}
