package io.portcullis.local.huggingface;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.huggingface.AccessToken;
import io.portcullis.huggingface.EndpointName;
import io.portcullis.huggingface.HttpServiceAccounts;
import io.portcullis.huggingface.HubReply;
import io.portcullis.huggingface.HubReply.Refusal;
import io.portcullis.huggingface.ServiceAccount;
import io.portcullis.huggingface.ServiceAccountToken;
import io.portcullis.huggingface.ServiceAccounts.Deleted;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The functions' own client against the stand-in. */
class ServiceAccountsTest {
  private static final ServiceAccount ACCOUNT =
      new ServiceAccount("acme", "65f0a1b2c3d4e5f6a7b8c9d0");
  private static final EndpointName ENDPOINT = new EndpointName("acme", "documents");

  private HuggingFaceStandIn standIn;
  private HubCaller caller;
  private io.portcullis.huggingface.ServiceAccounts accounts;
  private AccessToken credential;

  @BeforeEach
  void open() throws IOException {
    standIn = HuggingFaceStandIn.start();
    standIn.host("acme", "documents", "private");
    caller = new HubCaller(standIn);
    accounts = new HttpServiceAccounts(caller.address(), HubCaller.CALLER, HubCaller.AMPLE);
    credential = HubCaller.token(standIn.serviceAccount("acme", ACCOUNT.id()));
  }

  @AfterEach
  void close() {
    standIn.close();
  }

  @Test
  void mintATokenThatMayCallTheEndpoint() throws Exception {
    var token = mint("portcullis/a/1");

    assertThat(caller.infer(token.value())).isEqualTo(200);
    assertThat(caller.whoAmI(token.value()).at("/auth/accessToken/displayName").asText())
        .isEqualTo("portcullis/a/1");
    assertThat(standIn.tokens().alive()).isEqualTo(1);
  }

  @Test
  void listTheirTokens_andWhenTheyWereUsed() throws Exception {
    var first = mint("portcullis/a/1");
    mint("portcullis/a/2");
    caller.infer(first.value());

    var tokens = tokens();

    assertThat(tokens)
        .extracting(ServiceAccountToken::name)
        .containsExactly("portcullis/a/1", "portcullis/a/2");
    assertThat(tokens.get(0).lastUsedAt())
        .hasValueSatisfying(time -> assertThat(time).isAfterOrEqualTo(tokens.get(0).createdAt()));
    assertThat(tokens.get(1).lastUsedAt()).isEmpty();
  }

  @Test
  void haveADeletedTokenRefusedAtOnce() throws Exception {
    var token = mint("portcullis/a/1");
    var id = tokens().get(0).id();

    assertThat(delete(id)).isEqualTo(new HubReply.Done<>(new Deleted()));

    assertThat(caller.infer(token.value())).isEqualTo(401);
    assertThat(standIn.tokens().end(token.value())).contains(TokenEnd.DELETED);
    assertThat(tokens()).isEmpty();
    assertThat(delete(id)).isEqualTo(new HubReply.Done<>(new Deleted()));
  }

  @Test
  void refuseAnEndpointOutsideThePatterns() throws Exception {
    var token = done(accounts.mint(ACCOUNT, "a", new EndpointName("acme", "other"), credential));

    assertThat(caller.infer(token.value())).isEqualTo(403);
  }

  @Test
  void answerAnAdministratorOfTheOrganizationAlone() {
    var narrow = HubCaller.token(standIn.tokens().issue());
    var ofOthers = HubCaller.token(standIn.serviceAccount("globex", "1"));
    standIn.tokens().revoke(credential.value());

    assertThat(accounts.tokens(ACCOUNT, narrow)).isEqualTo(refused(Refusal.FORBIDDEN));
    assertThat(accounts.tokens(ACCOUNT, ofOthers)).isEqualTo(refused(Refusal.FORBIDDEN));
    assertThat(accounts.tokens(ACCOUNT, credential)).isEqualTo(refused(Refusal.UNAUTHORIZED));
  }

  @Test
  void areNotFound_whereThereIsNone() {
    var unknown = new ServiceAccount("acme", "0");

    assertThat(accounts.mint(unknown, "a", ENDPOINT, credential))
        .isEqualTo(refused(Refusal.NOT_FOUND));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{\"permissions\":[\"inference.endpoints.infer.write\"]}",
        "{\"displayName\":\"a\",\"permissions\":[]}",
        "{\"displayName\":\"a\",\"permissions\":[\"everything\"]}"
      })
  void mintNothing_forARequestThatIsNotTheDocumentedOne(String body) throws Exception {
    assertThat(caller.post(path() + "/tokens", credential.value(), body).statusCode())
        .isEqualTo(400);
    assertThat(standIn.tokens().alive()).isZero();
  }

  @Test
  void endATokenAtOnce_whereItIsRotatedInPlace_andCountIt() throws Exception {
    var token = mint("portcullis/a/1");
    var id = tokens().get(0).id();
    assertThat(standIn.rotations()).isZero();

    var answer = caller.post("%s/tokens/%s/rotate".formatted(path(), id), credential.value(), "{}");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(standIn.rotations()).isEqualTo(1);
    assertThat(standIn.tokens().end(token.value())).contains(TokenEnd.ROTATED);
    assertThat(caller.infer(token.value())).isEqualTo(401);
    assertThat(tokens()).extracting(ServiceAccountToken::id).containsExactly(id);
  }

  private AccessToken mint(String name) {
    return done(accounts.mint(ACCOUNT, name, ENDPOINT, credential));
  }

  private List<ServiceAccountToken> tokens() {
    return done(accounts.tokens(ACCOUNT, credential));
  }

  private HubReply<Deleted> delete(String id) {
    return accounts.delete(ACCOUNT, id, credential);
  }

  private static String path() {
    return "/api/organizations/acme/service-accounts/" + ACCOUNT.id();
  }

  private static <T> T done(HubReply<T> reply) {
    assertThat(reply).isInstanceOf(HubReply.Done.class);
    return ((HubReply.Done<T>) reply).value();
  }

  private static <T> HubReply<T> refused(Refusal refusal) {
    return new HubReply.Refused<>(refusal);
  }
}
