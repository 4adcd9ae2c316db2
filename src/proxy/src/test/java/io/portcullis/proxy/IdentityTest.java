package io.portcullis.proxy;

import static io.portcullis.proxy.ProxyFunction.event;
import static io.portcullis.proxy.ProxyFunction.parse;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who may use which key, as the function is told by API Gateway. */
class IdentityTest {
  private static final String ACME = "arn:aws:sts::111122223333:assumed-role/acme/planted-session";

  private static final String SUBJECT = "key=key-1&cidr=192.0.2.0/24&subject=acme-client";

  private final EndpointServer server = new EndpointServer();
  private final FakeTokenSecret secret = new FakeTokenSecret("hf_planted_0123456789");
  private final ProxyFunction function = new ProxyFunction(server.url(), secret);

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void passesACallOn_withTheKeyOfItsSigner() {
    assertThat(
            function
                .call(signed(ACME, "key=key-1&cidr=192.0.2.0/24&principal=111122223333:role/acme"))
                .status())
        .isEqualTo(200);
  }

  @Test
  void refusesAKeyOfSomebodyElse_beforeAnythingIsRead() {
    var response =
        function.call(
            signed(ACME, "key=key-1&cidr=192.0.2.0/24&principal=111122223333:role/globex"));

    assertThat(response.status()).isEqualTo(403);
    assertThat(parse(response.body()))
        .isEqualTo(
            parse(
                """
                {"error":{
                  "message":"The API key is not the caller's; call with the key and the identity of one customer.",
                  "type":"permission_error",
                  "code":"identity_key_mismatch",
                  "layer":"identity",
                  "request_id":"request-1"}}
                """));
    assertThat(secret.reads()).isZero();
    assertThat(server.requests()).isEmpty();
  }

  @Test
  void refusesAnUnsignedCall_whereKeysAreBound() {
    var event = event();
    event
        .putObject("stageVariables")
        .put("acme", "key=key-1&cidr=192.0.2.0/24&principal=111122223333:role/acme");

    assertMismatch(event);
  }

  @Test
  void passesACallOn_withTheKeyOfTheCustomerThatTheAuthorizerNames() {
    assertThat(function.call(authorized("acme", SUBJECT)).status()).isEqualTo(200);
  }

  @Test
  void refusesAKeyOfAnotherCustomer_thanTheAuthorizerNames() {
    assertMismatch(authorized("globex", SUBJECT));
  }

  @Test
  void refusesAStolenKeyAndToken_fromAnotherNetwork() {
    var event = authorized("acme", SUBJECT);
    identity(event).put("sourceIp", "203.0.113.1");

    var response = function.call(event);

    assertThat(response.status()).isEqualTo(403);
    assertThat(response.code()).isEqualTo("identity_network_mismatch");
    assertThat(secret.reads()).isZero();
    assertThat(server.requests()).isEmpty();
  }

  @Test
  void refusesASigner_fromTheNetworkOfAnotherCustomer() {
    var event = signed(ACME, "key=key-1&cidr=203.0.113.0/24&principal=111122223333:role/acme");

    assertThat(function.call(event).code()).isEqualTo("identity_network_mismatch");
  }

  @Test
  void refusesAKeyOfAnotherNetwork_whereNobodySaysWho() {
    var event = event();
    event
        .putObject("stageVariables")
        .put("acme", "key=key-1&cidr=203.0.113.0/24")
        .put("globex", "key=key-2&cidr=192.0.2.0/24");

    assertThat(function.call(event).code()).isEqualTo("identity_network_mismatch");
  }

  @Test
  void knowsTheNetworkFromApiGatewayAlone() {
    var event = authorized("acme", "key=key-1&cidr=203.0.113.0/24&subject=acme-client");
    var headers = (ObjectNode) event.get("multiValueHeaders");
    headers.putArray("X-Forwarded-For").add("203.0.113.1");
    headers.putArray("Forwarded").add("for=203.0.113.1");
    event.put("sourceIp", "203.0.113.1");

    assertThat(function.call(event).code()).isEqualTo("identity_network_mismatch");
  }

  @Test
  void knowsTheVpcEndpointOfAPrivateApi() {
    var event = authorized("acme", "key=key-1&vpce=vpce-0123456789abcdef0&subject=acme-client");

    assertThat(function.call(event).code()).isEqualTo("identity_network_mismatch");
    identity(event).put("vpceId", "vpce-0123456789abcdef0");
    assertThat(function.call(event).status()).isEqualTo(200);
  }

  @Test
  void refusesAnAuthorizerThatNamesNobody() {
    var event = authorized("acme", SUBJECT);
    ((ObjectNode) event.get("requestContext")).putObject("authorizer").put("principalId", "acme");

    assertMismatch(event);
  }

  @Test
  void refusesASignedCall_whereNoKeyIsBound() {
    var event = event();
    identity(event).put("userArn", ACME);

    assertMismatch(event);
  }

  @Test
  void knowsTheIdentityFromApiGatewayAlone() {
    var event =
        (ObjectNode) signed(ACME, "key=key-1&cidr=192.0.2.0/24&principal=111122223333:role/globex");
    var headers = (ObjectNode) event.get("multiValueHeaders");
    headers.putArray("userArn").add("arn:aws:sts::111122223333:assumed-role/globex/session");
    headers.putArray("x-amzn-user-arn").add("arn:aws:sts::111122223333:assumed-role/globex/me");
    event.putObject("queryStringParameters").put("userArn", "111122223333:role/globex");

    assertMismatch(event);
  }

  @Test
  void comesBeforeTheRequestsOwnFaults() {
    assertMismatch(
        ((ObjectNode) signed(ACME, "key=key-2&cidr=192.0.2.0/24")).put("body", "nonsense"));
  }

  @Test
  void logsTheRefusal_withoutTheSigner() {
    function.call(signed(ACME, "key=key-1&cidr=192.0.2.0/24&principal=111122223333:role/globex"));

    assertThat(function.logLine().get("layer").textValue()).isEqualTo("identity");
    assertThat(function.log()).doesNotContain("planted");
  }

  private void assertMismatch(JsonNode event) {
    var response = function.call(event);

    assertThat(response.status()).isEqualTo(403);
    assertThat(response.code()).isEqualTo("identity_key_mismatch");
    assertThat(server.requests()).isEmpty();
  }

  private static JsonNode signed(String userArn, String variable) {
    var event = event();
    identity(event).put("userArn", userArn);
    event.putObject("stageVariables").put("acme", variable);
    return event;
  }

  private static ObjectNode authorized(String customer, String variable) {
    var event = event();
    ((ObjectNode) event.get("requestContext")).putObject("authorizer").put("customer", customer);
    event.putObject("stageVariables").put("acme", variable);
    return event;
  }

  private static ObjectNode identity(ObjectNode event) {
    return (ObjectNode) event.at("/requestContext/identity");
  }
}
