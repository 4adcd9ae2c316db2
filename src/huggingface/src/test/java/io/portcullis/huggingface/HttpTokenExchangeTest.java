package io.portcullis.huggingface;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.huggingface.TokenExchange.Exchanged;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class HttpTokenExchangeTest {
  private static final AccessToken TOKEN =
      AccessToken.parse("hf_oauth_eyJhbGciOi.J9-_x").orElseThrow();

  @Test
  void exchangesTheSubject_inTheNameOfTheClient() {
    try (var hub =
        new Recorder(
            200,
            """
            {"access_token":"hf_oauth_eyJhbGciOi.J9-_x","token_type":"bearer","expires_in":28800,
             "scope":"read-endpoints openid",
             "issued_token_type":"urn:ietf:params:oauth:token-type:access_token"}
            """)) {
      assertThat(exchange(hub))
          .isEqualTo(
              new HubReply.Done<>(
                  new Exchanged(TOKEN, Duration.ofHours(8), Set.of("read-endpoints", "openid"))));
      assertThat(hub.requests())
          .containsExactly(
              "POST /oauth/token | Basic YWNtZTpwJTI2JTNBdw=="
                  + " | application/x-www-form-urlencoded"
                  + " | grant_type=urn:ietf:params:oauth:grant-type:token-exchange"
                  + "&subject_token_type=urn:huggingface:token-type:user-email"
                  + "&scope=read-endpoints&subject_token=me%2Bhub%26scope%3Dadmin%40example.com");
    }
  }

  /** RFC 8693, section 2.2.1: the scope may be left out if it is the one that was asked for. */
  @Test
  void hasTheScopeThatWasAskedFor_whereNoneIsSaid() {
    assertThat(answer("\"token_type\":\"Bearer\",\"expires_in\":60"))
        .isEqualTo(
            new HubReply.Done<>(
                new Exchanged(TOKEN, Duration.ofMinutes(1), Set.of("read-endpoints"))));
  }

  @Test
  void passesOnNoTextOfTheHub_thatCouldBeAToken() {
    assertThat(
            answer(
                "\"token_type\":\"Bearer\",\"expires_in\":60,\"scope\":\"hf_planted0123456789\""))
        .isEqualTo(
            new HubReply.Done<>(
                new Exchanged(TOKEN, Duration.ofMinutes(1), Set.of("unrecognized"))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"expires_in\":60",
        "\"token_type\":\"mac\",\"expires_in\":60",
        "\"token_type\":\"Bearer\"",
        "\"token_type\":\"Bearer\",\"expires_in\":0",
        "\"token_type\":\"Bearer\",\"expires_in\":-60",
        "\"token_type\":\"Bearer\",\"expires_in\":60.5",
        "\"token_type\":\"Bearer\",\"expires_in\":\"60\"",
        "\"token_type\":\"Bearer\",\"expires_in\":99999999999",
        "\"token_type\":\"Bearer\",\"expires_in\":60,\"scope\":[\"read-endpoints\"]",
        "\"access_token\":\"no token\",\"token_type\":\"Bearer\",\"expires_in\":60"
      })
  void isUnavailable_forAnAnswerThatIsNotTheDocumentedOne(String fields) {
    assertThat(answer(fields))
        .isEqualTo(new HubReply.Unavailable<>(Unavailability.UNREADABLE, Optional.empty()));
  }

  private static HubReply<Exchanged> answer(String fields) {
    var body = "{\"access_token\":\"%s\",%s}".formatted(TOKEN.value(), fields);
    try (var hub = new Recorder(200, body)) {
      return exchange(hub);
    }
  }

  private static HubReply<Exchanged> exchange(Recorder hub) {
    return new HttpTokenExchange(hub.url(), Recorder.CALLER, Recorder.AMPLE)
        .exchange(new OAuthClient("acme", "p&:w"), "me+hub&scope=admin@example.com");
  }
}
