package io.portcullis.local.huggingface;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.huggingface.HttpRevocation;
import io.portcullis.huggingface.HttpTokenExchange;
import io.portcullis.huggingface.HubReply;
import io.portcullis.huggingface.HubReply.Refusal;
import io.portcullis.huggingface.OAuthClient;
import io.portcullis.huggingface.Revocation.Accepted;
import io.portcullis.huggingface.TokenExchange.Exchanged;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The functions' own client against the stand-in. */
class TokenExchangeTest {
  private static final String SUBJECT = "inference@example.com";
  private static final String GRANT = "urn:ietf:params:oauth:grant-type:token-exchange";
  private static final String USER_EMAIL = "urn:huggingface:token-type:user-email";

  private HuggingFaceStandIn standIn;
  private HubCaller caller;
  private String secret;

  @BeforeEach
  void open() throws IOException {
    standIn = HuggingFaceStandIn.start();
    standIn.host("acme", "documents", "private");
    caller = new HubCaller(standIn);
    secret = standIn.oauthClient("portcullis", SUBJECT, Duration.ofHours(8));
  }

  @AfterEach
  void close() {
    standIn.close();
  }

  @Test
  void givesATokenThatMayCallTheEndpoint_andExpires() throws Exception {
    var exchanged = exchanged();

    assertThat(exchanged.expiresIn()).isEqualTo(Duration.ofHours(8));
    assertThat(exchanged.scope()).isEqualTo(Set.of("read-endpoints"));
    assertThat(exchanged.token().value()).startsWith("hf_oauth_");
    assertThat(caller.infer(exchanged.token().value())).isEqualTo(200);
    var auth = caller.whoAmI(exchanged.token().value()).path("auth");
    assertThat(auth.has("accessToken")).isFalse();
    assertThat(Instant.parse(auth.path("expiresAt").asText())).isAfter(Instant.now());
  }

  @Test
  void givesATokenThatEndsByRevocation() throws Exception {
    var token = exchanged().token();

    assertThat(
            new HttpRevocation(caller.address(), HubCaller.CALLER, HubCaller.AMPLE).revoke(token))
        .isEqualTo(new HubReply.Done<>(new Accepted()));

    assertThat(caller.infer(token.value())).isEqualTo(401);
  }

  @Test
  void refusesAnotherSecretClientOrSubject() {
    assertThat(exchange(new OAuthClient("portcullis", "guessed"), SUBJECT))
        .isEqualTo(new HubReply.Refused<>(Refusal.UNAUTHORIZED));
    assertThat(exchange(new OAuthClient("other", secret), SUBJECT))
        .isEqualTo(new HubReply.Refused<>(Refusal.UNAUTHORIZED));
    assertThat(exchange(new OAuthClient("portcullis", secret), "me@example.com"))
        .isEqualTo(new HubReply.Refused<>(Refusal.INVALID));
  }

  @Test
  void refusesTheSecret_onceThereIsAnother() {
    standIn.oauthClient("portcullis", SUBJECT, Duration.ofHours(8));

    assertThat(exchange(new OAuthClient("portcullis", secret), SUBJECT))
        .isEqualTo(new HubReply.Refused<>(Refusal.UNAUTHORIZED));
  }

  @ParameterizedTest
  @CsvSource({
    "authorization_code, " + USER_EMAIL + ", read-endpoints, unsupported_grant_type",
    GRANT + ", urn:ietf:params:oauth:token-type:id_token, read-endpoints, invalid_grant",
    GRANT + ", " + USER_EMAIL + ", write-endpoints, invalid_scope"
  })
  void saysWhyItRefuses(String grant, String type, String scope, String error) throws Exception {
    var form =
        "grant_type=%s&subject_token_type=%s&scope=%s&subject_token=%s"
            .formatted(grant, type, scope, URLEncoder.encode(SUBJECT, StandardCharsets.UTF_8));

    var answer = post(form);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).isEqualTo("{\"error\":\"%s\"}".formatted(error));
  }

  private Exchanged exchanged() {
    var reply = exchange(new OAuthClient("portcullis", secret), SUBJECT);
    assertThat(reply).isInstanceOf(HubReply.Done.class);
    return ((HubReply.Done<Exchanged>) reply).value();
  }

  private HubReply<Exchanged> exchange(OAuthClient client, String subject) {
    return new HttpTokenExchange(caller.address(), HubCaller.CALLER, HubCaller.AMPLE)
        .exchange(client, subject);
  }

  private HttpResponse<String> post(String form) throws IOException, InterruptedException {
    var pair = "portcullis:" + secret;
    var basic = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    var request =
        HttpRequest.newBuilder(standIn.url().resolve("/oauth/token"))
            .header("Authorization", "Basic " + basic)
            .POST(BodyPublishers.ofString(form))
            .build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
  }
}
