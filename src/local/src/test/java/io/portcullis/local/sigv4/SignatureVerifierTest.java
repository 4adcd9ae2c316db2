package io.portcullis.local.sigv4;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.local.http.Answer;
import io.portcullis.local.http.Call;
import io.portcullis.local.http.Headers;
import io.portcullis.local.http.LoopbackServer;
import io.portcullis.local.iam.AccessKey;
import io.portcullis.local.iam.Principal;
import io.portcullis.local.sigv4.Verification.Reason;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** AWS's own signer is the client. */
class SignatureVerifierTest {
  private static final Principal ACME =
      Principal.of("arn:aws:iam::111122223333:role/acme").orElseThrow();
  private static final AccessKey KEY = AccessKey.create(ACME);
  private static final String REGION = "eu-west-1";
  private static final String BODY = "{\"model\":\"any\"}";

  private final SignatureVerifier verifier = verifier(Instant::now);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/live/v1/chat/completions",
        "/",
        "/live/a%20b/%C3%BC/c~d",
        "/live/trailing/",
        "/live/x?b=2&a=1&a=0",
        "/live/x?empty=&plain&space=a%20b&sign=%2B%3D%26",
        "/live/x?%C3%BC=%E2%82%AC"
      })
  void acceptsWhatTheSdkSigns(String target) {
    assertThat(verifier.verify(signed("POST", target, BODY)))
        .isEqualTo(new Verification.Signed(KEY));
    assertThat(verifier.verify(signed("GET", target, ""))).isEqualTo(new Verification.Signed(KEY));
  }

  @Test
  void acceptsTheRequest_asItArrivesOverHttp() throws Exception {
    try (var server =
        LoopbackServer.start(
            "test",
            0,
            1024,
            (call, reply) ->
                reply.send(Answer.json(200, verifier.verify(call).getClass().getSimpleName())))) {
      var uri = server.url().resolve("/live/v1/chat%20x?a=1&b=%C3%BC");
      var headers =
          new RequestSigner(REGION)
              .sign(KEY, "POST", uri, Map.of("Content-Type", "application/json"), BODY);
      var request = HttpRequest.newBuilder(uri).POST(BodyPublishers.ofString(BODY));
      headers.forEach(request::header);

      var response = HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());

      assertThat(response.body()).isEqualTo("Signed");
    }
  }

  /** Case "get-vanilla" of AWS's test suite for Signature Version 4. */
  @Test
  void acceptsTheSignature_thatAwsPublishes() {
    var key = new AccessKey("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY", ACME);
    var published =
        new SignatureVerifier(
            List.of(key), "us-east-1", "service", () -> Instant.parse("2015-08-30T12:36:00Z"));
    var headers =
        Headers.of("Host", "example.amazonaws.com")
            .with("X-Amz-Date", "20150830T123600Z")
            .with(
                "Authorization",
                "AWS4-HMAC-SHA256"
                    + " Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request,"
                    + " SignedHeaders=host;x-amz-date, Signature="
                    + "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31");

    assertThat(published.verify(call("GET", "/", "", headers, "")))
        .isEqualTo(new Verification.Signed(key));
  }

  @Test
  void aRequestWithoutASignature_hasNone() {
    assertThat(reason(verifier, call("POST", "/", "", Headers.of("Host", "x"), BODY)))
        .isEqualTo(Reason.MISSING);
  }

  @Test
  void whatIsTamperedWithAfterSigning_isRefused() {
    var call = signed("POST", "/live/v1/chat?a=1", BODY);

    assertInvalid(call("POST", call.path(), call.query(), call.headers(), BODY + " "));
    assertInvalid(call("PUT", call.path(), call.query(), call.headers(), BODY));
    assertInvalid(call("POST", "/live/v1/chat/", call.query(), call.headers(), BODY));
    assertInvalid(call("POST", call.path(), "a=2", call.headers(), BODY));
    assertInvalid(call("POST", call.path(), "a=1&b=1", call.headers(), BODY));
    assertInvalid(call("POST", call.path(), "", call.headers(), BODY));
    assertInvalid(with(call, headers -> headers.replacing("Host", "evil.example.com")));
    assertInvalid(with(call, headers -> headers.replacing("Content-Type", "text/plain")));
  }

  @Test
  void aHeaderThatIsSlippedIn_isRefused_whereTheSignatureCoversItsName() {
    var call = signed("POST", "/live", BODY);

    assertInvalid(with(call, headers -> headers.with("Content-Type", "text/plain")));
    assertInvalid(with(call, headers -> headers.with("x-amz-date", "20300101T000000Z")));
    assertInvalid(with(call, headers -> headers.with("X-Amz-Other", "unsigned")));
    assertInvalid(with(call, headers -> headers.without("Content-Type")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "host;|",
        ";x-amz-date|",
        "host;|HOST;",
        "content-type;|content-type;content-type;",
        "content-type;host;|host;content-type;",
        "content-type;|content-type;not-there;",
        "content-type;|content-type:application/json;"
      })
  void aListOfSignedHeaders_thatIsBent_isRefused(String from, String to) {
    var call = signed("POST", "/live", BODY);

    assertInvalid(
        authorized(
            call,
            header -> {
              assertThat(header).contains(from);
              return header.replace(from, to == null ? "" : to);
            }));
  }

  @Test
  void twoAuthorizations_areRefused_whicheverIsRight() {
    var call = signed("POST", "/live", BODY);
    var first = call.headers().first("Authorization").orElseThrow();

    assertInvalid(with(call, headers -> headers.with("Authorization", first)));
    assertInvalid(with(call, headers -> headers.with("authorization", "Bearer x")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Bearer abc",
        "AWS4-HMAC-SHA256",
        "AWS4-HMAC-SHA256 ",
        "AWS4-HMAC-SHA256 Credential=A/20150830/eu-west-1/execute-api/aws4_request",
        "AWS4-HMAC-SHA256 Credential, SignedHeaders=host, Signature=00",
        "AWS4-ECDSA-P256-SHA256 Credential=A/20150830/execute-api/aws4_request,"
            + " SignedHeaders=host;x-amz-date, Signature=00"
      })
  void anotherForm_isRefused(String authorization) {
    var call = signed("POST", "/live", BODY);

    assertInvalid(with(call, headers -> headers.replacing("Authorization", authorization)));
  }

  @Test
  void aSignatureOfAnotherSecret_isRefused() {
    var stolen = new AccessKey(KEY.id(), "another secret", ACME);

    assertInvalid(signed(stolen, REGION, "POST", "/live", BODY));
  }

  @Test
  void anotherRegionServiceOrDay_isRefused() {
    assertInvalid(signed(KEY, "us-east-1", "POST", "/live", BODY));
    var call = signed("POST", "/live", BODY);
    assertInvalid(authorized(call, header -> header.replace("execute-api", "lambda")));
    assertInvalid(authorized(call, header -> header.replaceFirst("/20\\d{6}/", "/20150830/")));
    assertInvalid(authorized(call, header -> header.replace("aws4_request", "aws5_request")));
  }

  @Test
  void anUnknownKey_isRefused() {
    var unknown = AccessKey.create(ACME);

    assertThat(reason(verifier, signed(unknown, REGION, "POST", "/live", BODY)))
        .isEqualTo(Reason.UNKNOWN_KEY);
  }

  @Test
  void aSessionToken_isRefused_becauseNoneWasGiven() {
    var call = signed("POST", "/live", BODY);

    assertInvalid(with(call, headers -> headers.with("x-amz-security-token", "t")));
    var signedToken =
        signed(KEY, REGION, "POST", "/live", BODY, Map.of("x-amz-security-token", "t", "a", "b"));
    assertThat(reason(verifier, signedToken)).isEqualTo(Reason.UNKNOWN_KEY);
  }

  @Test
  void fiveMinutesAreTheWindow_toEitherSide() {
    var call = signed("POST", "/live", BODY);
    var signed = Instant.now();

    assertThat(reason(at(signed.plus(Duration.ofSeconds(298))), call)).isNull();
    assertThat(reason(at(signed.minus(Duration.ofSeconds(298))), call)).isNull();
    assertThat(reason(at(signed.plus(Duration.ofSeconds(302))), call)).isEqualTo(Reason.EXPIRED);
    assertThat(reason(at(signed.minus(Duration.ofSeconds(302))), call)).isEqualTo(Reason.INVALID);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "now", "2015-08-30T12:36:00Z", "20150230T123600Z"})
  void aDateThatIsNone_isRefused(String date) {
    var call = signed("POST", "/live", BODY);

    assertInvalid(with(call, headers -> headers.replacing("x-amz-date", date)));
    assertInvalid(with(call, headers -> headers.without("x-amz-date")));
  }

  @Test
  void aReplayWithinTheWindow_isAccepted_asOnAws() {
    var call = signed("POST", "/live", BODY);

    assertThat(reason(verifier, call)).isNull();
    assertThat(reason(verifier, call)).isNull();
  }

  private void assertInvalid(Call call) {
    assertThat(reason(verifier, call)).as("%s", call).isEqualTo(Reason.INVALID);
  }

  private static Reason reason(SignatureVerifier verifier, Call call) {
    return verifier.verify(call) instanceof Verification.Refused refused ? refused.reason() : null;
  }

  private static SignatureVerifier at(Instant time) {
    return verifier(() -> time);
  }

  private static SignatureVerifier verifier(InstantSource clock) {
    return new SignatureVerifier(List.of(KEY), REGION, "execute-api", clock);
  }

  private static Call signed(String method, String target, String body) {
    return signed(KEY, REGION, method, target, body);
  }

  private static Call signed(
      AccessKey key, String region, String method, String target, String body) {
    return signed(key, region, method, target, body, Map.of());
  }

  private static Call signed(
      AccessKey key,
      String region,
      String method,
      String target,
      String body,
      Map<String, String> more) {
    var uri = URI.create("http://127.0.0.1:8080" + target);
    var sent = new LinkedHashMap<>(more);
    sent.put("Content-Type", "application/json");
    var headers = Headers.of("Host", "127.0.0.1:8080");
    for (var header : new RequestSigner(region).sign(key, method, uri, sent, body).entrySet()) {
      headers = headers.with(header.getKey(), header.getValue());
    }
    var query = uri.getRawQuery() == null ? "" : uri.getRawQuery();
    return call(method, uri.getRawPath(), query, headers, body);
  }

  private static Call authorized(Call call, UnaryOperator<String> change) {
    var header = call.headers().first("Authorization").orElseThrow();
    return with(call, headers -> headers.replacing("Authorization", change.apply(header)));
  }

  private static Call with(Call call, UnaryOperator<Headers> change) {
    return call.withHeaders(change.apply(call.headers()));
  }

  private static Call call(String method, String path, String query, Headers headers, String body) {
    return new Call(method, path, query, headers, body.getBytes(StandardCharsets.UTF_8), false);
  }
}
