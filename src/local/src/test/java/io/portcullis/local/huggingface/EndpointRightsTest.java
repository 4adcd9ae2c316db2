package io.portcullis.local.huggingface;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.huggingface.EndpointAccess.Allowed;
import io.portcullis.huggingface.EndpointDescription;
import io.portcullis.huggingface.EndpointName;
import io.portcullis.huggingface.HttpEndpointAccess;
import io.portcullis.huggingface.HttpEndpoints;
import io.portcullis.huggingface.HttpTokenExchange;
import io.portcullis.huggingface.HubReply;
import io.portcullis.huggingface.HubReply.Refusal;
import io.portcullis.huggingface.OAuthClient;
import io.portcullis.huggingface.TokenExchange.Exchanged;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who may call the endpoint, and who may ask what it is, by the functions' own client. */
class EndpointRightsTest {
  private static final EndpointName ENDPOINT = new EndpointName("acme", "documents");

  private HuggingFaceStandIn standIn;
  private HubCaller caller;

  @BeforeEach
  void open() throws IOException {
    standIn = HuggingFaceStandIn.start();
    standIn.host("acme", "documents", "public");
    caller = new HubCaller(standIn);
  }

  @AfterEach
  void close() {
    standIn.close();
  }

  @Test
  void tellWhoMayCall_asTheEndpointDoes() {
    assertThat(mayInfer(standIn.tokens().issue())).isEqualTo(new HubReply.Done<>(new Allowed()));
    assertThat(mayInfer(standIn.tokens().issue(PersonalToken.WITHOUT_INFERENCE)))
        .isEqualTo(new HubReply.Refused<>(Refusal.FORBIDDEN));
    assertThat(mayInfer(standIn.tokens().issue(PersonalToken.PENDING)))
        .isEqualTo(new HubReply.Refused<>(Refusal.FORBIDDEN));
    assertThat(mayInfer("hf_unknown0123456789"))
        .isEqualTo(new HubReply.Refused<>(Refusal.UNAUTHORIZED));
  }

  @Test
  void describeTheEndpoint_toWhoeverManagesIt() {
    var expected = new HubReply.Done<>(new EndpointDescription("public", "running"));

    assertThat(describe(standIn.serviceAccount("acme", "1"))).isEqualTo(expected);
    assertThat(describe(exchanged())).isEqualTo(expected);
  }

  @Test
  void describeNothing_toATokenThatMayOnlyCall() {
    assertThat(describe(standIn.tokens().issue()))
        .isEqualTo(new HubReply.Refused<>(Refusal.FORBIDDEN));
  }

  @Test
  void describeNoEndpoint_thatIsNotHosted() {
    var credential = HubCaller.token(standIn.serviceAccount("acme", "1"));

    assertThat(endpoints().describe(new EndpointName("acme", "other"), credential))
        .isEqualTo(new HubReply.Refused<>(Refusal.NOT_FOUND));
  }

  private HubReply<Allowed> mayInfer(String token) {
    return new HttpEndpointAccess(caller.address(), HubCaller.CALLER, HubCaller.AMPLE)
        .mayInfer(ENDPOINT, HubCaller.token(token));
  }

  private HubReply<EndpointDescription> describe(String token) {
    return endpoints().describe(ENDPOINT, HubCaller.token(token));
  }

  private HttpEndpoints endpoints() {
    return new HttpEndpoints(caller.address(), HubCaller.CALLER, HubCaller.AMPLE);
  }

  private String exchanged() {
    var secret = standIn.oauthClient("portcullis", "me@example.com", Duration.ofHours(8));
    var reply =
        new HttpTokenExchange(caller.address(), HubCaller.CALLER, HubCaller.AMPLE)
            .exchange(new OAuthClient("portcullis", secret), "me@example.com");
    assertThat(reply).isInstanceOf(HubReply.Done.class);
    return ((HubReply.Done<Exchanged>) reply).value().token().value();
  }
}
