package io.portcullis.local.huggingface;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.huggingface.AccessToken;
import io.portcullis.huggingface.EndpointName;
import io.portcullis.huggingface.HttpEndpointAccess;
import io.portcullis.huggingface.HttpHub;
import io.portcullis.huggingface.HttpServiceAccounts;
import io.portcullis.huggingface.HubReply;
import io.portcullis.huggingface.HubReply.Refusal;
import io.portcullis.huggingface.ServiceAccount;
import io.portcullis.huggingface.ServiceAccountToken;
import io.portcullis.huggingface.Unavailability;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the functions' own client makes of a Hub that is not well. */
class HubFaultsTest {
  private static final EndpointName ENDPOINT = new EndpointName("stand-in", "endpoint");
  private static final ServiceAccount ACCOUNT = new ServiceAccount("stand-in", "1");

  private HuggingFaceStandIn standIn;
  private HubCaller caller;
  private AccessToken credential;
  private AccessToken token;

  @BeforeEach
  void open() throws IOException {
    standIn = HuggingFaceStandIn.start();
    caller = new HubCaller(standIn);
    credential = HubCaller.token(standIn.serviceAccount("stand-in", "1"));
    token = HubCaller.token(standIn.tokens().issue());
  }

  @AfterEach
  void close() {
    standIn.close();
  }

  @ParameterizedTest
  @CsvSource({
    "SLOW, TIMED_OUT, 300",
    "DOWN, UNEXPECTED_STATUS, 20000",
    "TELLING, UNEXPECTED_STATUS, 20000",
    "NONSENSE, UNREADABLE, 20000",
    "RESETTING, UNREACHABLE, 20000"
  })
  void leaveTheClientInTheDark(HubBehaviour behaviour, Unavailability reason, long millis) {
    standIn.behave(behaviour);
    var timeout = Duration.ofMillis(millis);
    var unavailable = new HubReply.Unavailable<>(reason, Optional.<Duration>empty());

    assertThat(new HttpHub(caller.address(), HubCaller.CALLER, timeout).whoAmI(token))
        .isEqualTo(unavailable);
    assertThat(mint(timeout)).isEqualTo(unavailable);
  }

  @ParameterizedTest
  @CsvSource({"DOWN", "RATE_LIMITED", "NONSENSE", "RESETTING", "PENDING_APPROVAL"})
  void leaveTheEndpointAlone(HubBehaviour behaviour) throws Exception {
    standIn.behave(behaviour);

    assertThat(caller.infer(token.value())).isEqualTo(200);
  }

  @Test
  void areOver_onceItBehavesAgain() throws Exception {
    standIn.behave(HubBehaviour.DOWN);
    standIn.behave(HubBehaviour.NORMAL);

    assertThat(caller.get("/api/whoami-v2", token.value()).statusCode()).isEqualTo(200);
  }

  @Test
  void sayWhenTheLimitIsOver() {
    standIn.behave(HubBehaviour.RATE_LIMITED);

    assertThat(mint(HubCaller.AMPLE))
        .isEqualTo(
            new HubReply.Unavailable<>(
                Unavailability.RATE_LIMITED, Optional.of(Duration.ofSeconds(55))));
  }

  @Test
  void keepTheEndpointsCheckFromBeingOffered() {
    standIn.behave(HubBehaviour.NO_ENDPOINT_CHECK);

    assertThat(mayInfer()).isEqualTo(new HubReply.Refused<>(Refusal.NOT_FOUND));
  }

  @Test
  void haveEveryTokenWaitForApproval() throws Exception {
    standIn.behave(HubBehaviour.PENDING_APPROVAL);

    assertThat(mayInfer()).isEqualTo(new HubReply.Refused<>(Refusal.FORBIDDEN));
    assertThat(caller.get("/api/whoami-v2", token.value()).statusCode()).isEqualTo(403);
    assertThat(mint(HubCaller.AMPLE)).isInstanceOf(HubReply.Done.class);
  }

  @Test
  void sayThatATokenWasMade_withoutIt() {
    standIn.behave(HubBehaviour.NO_TOKEN);

    assertThat(mint(HubCaller.AMPLE))
        .isEqualTo(new HubReply.Unavailable<>(Unavailability.UNREADABLE, Optional.empty()));
  }

  @Test
  void makeATokenOfWhichNobodyLearns_onceForEachRequest() {
    standIn.behave(HubBehaviour.LOSING_TOKENS);

    assertThat(mint(HubCaller.AMPLE))
        .isEqualTo(new HubReply.Unavailable<>(Unavailability.UNREACHABLE, Optional.empty()));
    assertThat(tokens()).extracting(ServiceAccountToken::name).containsExactly("portcullis/a/1");
  }

  @Test
  void keepATokenFromBeingDeleted() {
    mint(HubCaller.AMPLE);
    standIn.behave(HubBehaviour.NOT_DELETING);

    assertThat(accounts(HubCaller.AMPLE).delete(ACCOUNT, tokens().get(0).id(), credential))
        .isEqualTo(new HubReply.Unavailable<>(Unavailability.UNEXPECTED_STATUS, Optional.empty()));
    assertThat(tokens()).hasSize(1);
  }

  private HubReply<?> mayInfer() {
    return new HttpEndpointAccess(caller.address(), HubCaller.CALLER, HubCaller.AMPLE)
        .mayInfer(ENDPOINT, token);
  }

  private HubReply<AccessToken> mint(Duration timeout) {
    return accounts(timeout).mint(ACCOUNT, "portcullis/a/1", ENDPOINT, credential);
  }

  private List<ServiceAccountToken> tokens() {
    var reply = accounts(HubCaller.AMPLE).tokens(ACCOUNT, credential);
    assertThat(reply).isInstanceOf(HubReply.Done.class);
    return ((HubReply.Done<List<ServiceAccountToken>>) reply).value();
  }

  private HttpServiceAccounts accounts(Duration timeout) {
    return new HttpServiceAccounts(caller.address(), HubCaller.CALLER, timeout);
  }
}
