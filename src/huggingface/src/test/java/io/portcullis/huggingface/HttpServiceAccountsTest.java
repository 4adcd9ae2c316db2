package io.portcullis.huggingface;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class HttpServiceAccountsTest {
  private static final String MINTED = "hf_minted0123456789";

  @Test
  void listsTheTokensOfTheAccount() {
    try (var hub =
        new Recorder(
            200,
            """
            {"_id":"65f0","user":{"name":"proxy"},"accessTokens":[
              {"_id":"6f01","displayName":"portcullis/a/1","createdAt":"2026-11-01T00:00:00.000Z",
               "lastUsedAt":"2026-11-02T00:00:00.000Z","permissions":[]},
              {"_id":"6f02","displayName":"by hand, of J. Doe","createdAt":"2026-11-03T00:00:00Z",
               "lastUsedAt":null}]}
            """)) {
      assertThat(accounts(hub).tokens(Question.account(), Question.token()))
          .isEqualTo(
              new HubReply.Done<>(
                  List.of(
                      new ServiceAccountToken(
                          "6f01",
                          "portcullis/a/1",
                          Instant.parse("2026-11-01T00:00:00Z"),
                          Optional.of(Instant.parse("2026-11-02T00:00:00Z"))),
                      new ServiceAccountToken(
                          "6f02",
                          "by hand, of J. Doe",
                          Instant.parse("2026-11-03T00:00:00Z"),
                          Optional.empty()))));
      assertThat(hub.requests())
          .containsExactly(
              "GET /api/organizations/acme/service-accounts/65f0"
                  + " | Bearer hf_planted0123456789 | null | ");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"displayName\":\"a\",\"createdAt\":\"2026-11-01T00:00:00Z\"}",
        "{\"_id\":7,\"displayName\":\"a\",\"createdAt\":\"2026-11-01T00:00:00Z\"}",
        "{\"_id\":\"../../x\",\"displayName\":\"a\",\"createdAt\":\"2026-11-01T00:00:00Z\"}",
        "{\"_id\":\"hf_planted0123456789\",\"displayName\":\"a\","
            + "\"createdAt\":\"2026-11-01T00:00:00Z\"}",
        "{\"_id\":\"6f\",\"displayName\":[],\"createdAt\":\"2026-11-01T00:00:00Z\"}",
        "{\"_id\":\"6f\",\"displayName\":\"a\",\"createdAt\":\"yesterday\"}",
        "{\"_id\":\"6f\",\"displayName\":\"a\",\"createdAt\":1}",
        "{\"_id\":\"6f\",\"displayName\":\"a\",\"createdAt\":\"2026-11-01T00:00:00Z\","
            + "\"lastUsedAt\":\"yesterday\"}",
        "7",
        "null"
      })
  void readsTheListWholeOrNotAtAll(String token) {
    var good = "{\"_id\":\"6f\",\"displayName\":\"a\",\"createdAt\":\"2026-11-01T00:00:00Z\"}";
    try (var hub = new Recorder(200, "{\"accessTokens\":[%s,%s]}".formatted(good, token))) {
      assertThat(accounts(hub).tokens(Question.account(), Question.token()))
          .isEqualTo(new HubReply.Unavailable<>(Unavailability.UNREADABLE, Optional.empty()));
    }
  }

  @Test
  void mintsATokenThatMayCallTheEndpointAlone() {
    try (var hub =
        new Recorder(201, "{\"token\":\"%s\",\"tokenInfo\":{\"_id\":\"6f\"}}".formatted(MINTED))) {
      assertThat(mint(hub)).isEqualTo(new HubReply.Done<>(AccessToken.parse(MINTED).orElseThrow()));
      assertThat(hub.requests())
          .containsExactly(
              "POST /api/organizations/acme/service-accounts/65f0/tokens"
                  + " | Bearer hf_planted0123456789 | application/json |"
                  + " {\"displayName\":\"portcullis/a/1\","
                  + "\"permissions\":[\"inference.endpoints.infer.write\"],"
                  + "\"endpointPatterns\":[\"documents\"]}");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"tokenInfo\":{\"_id\":\"6f\"}}",
        "{\"token\":\"\"}",
        "{\"token\":\"empty\"}",
        "{\"token\":\"hf_short\"}",
        "{\"token\":\"hf_minted0123456789\\r\\nx: y\"}",
        "{\"token\":{\"value\":\"hf_minted0123456789\"}}",
        "{\"token\":null}"
      })
  void isUnavailable_whereNoTokenIsGiven(String body) {
    try (var hub = new Recorder(201, body)) {
      assertThat(mint(hub))
          .isEqualTo(new HubReply.Unavailable<>(Unavailability.UNREADABLE, Optional.empty()));
    }
  }

  @Test
  void deletesByTheId() {
    try (var hub = new Recorder(204, "")) {
      assertThat(accounts(hub).delete(Question.account(), "6f01", Question.token()))
          .isEqualTo(new HubReply.Done<>(new ServiceAccounts.Deleted()));
      assertThat(hub.requests())
          .containsExactly(
              "DELETE /api/organizations/acme/service-accounts/65f0/tokens/6f01"
                  + " | Bearer hf_planted0123456789 | null | ");
    }
  }

  @Test
  void isDeleted_whereItIsGone() {
    try (var hub = new Recorder(404, "{\"error\":\"Not Found\"}")) {
      assertThat(accounts(hub).delete(Question.account(), "6f01", Question.token()))
          .isEqualTo(new HubReply.Done<>(new ServiceAccounts.Deleted()));
    }
  }

  @Test
  void printsATokenWithoutItsName() {
    var token =
        new ServiceAccountToken("6f", "hf_planted0123456789", Instant.EPOCH, Optional.empty());

    assertThat(token).hasToString("ServiceAccountToken[6f]");
  }

  private static HubReply<AccessToken> mint(Recorder hub) {
    return accounts(hub)
        .mint(Question.account(), "portcullis/a/1", Question.endpoint(), Question.token());
  }

  private static ServiceAccounts accounts(Recorder hub) {
    return new HttpServiceAccounts(hub.url(), Recorder.CALLER, Recorder.AMPLE);
  }
}
