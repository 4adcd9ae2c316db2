package io.portcullis.aws;

import static io.portcullis.aws.TestClient.AMPLE;
import static io.portcullis.aws.TestClient.GET;
import static io.portcullis.aws.TestClient.request;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The signature, as a service would compute it from what it received. */
@Timeout(60)
class RequestSignerTest {
  private static final Instant NOW = Instant.parse("2015-08-30T12:36:00Z");

  /** The case {@code post-vanilla} of AWS's published Signature Version 4 test suite. */
  @Test
  void isJudgedByCode_thatFindsTheSignatureOfAwssOwnExample() throws Exception {
    var headers = Map.of("host", "example.amazonaws.com", "x-amz-date", "20150830T123600Z");
    var authorization =
        "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request,"
            + " SignedHeaders=host;x-amz-date,"
            + " Signature=5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b";

    assertThat(WireSignature.expected(authorization, headers::get, "", TestClient.SECRET_KEY))
        .isEqualTo(WireSignature.parse(authorization).signature());
  }

  @Test
  void signsWhatIsReceived() throws Exception {
    try (var service = FakeService.answering(200, "{}")) {
      TestClient.of(service.url(), TestClient.CREDENTIALS, AMPLE, () -> NOW)
          .call(GET, request(), AMPLE);

      var received = service.requests().get(0);
      var authorization = received.headers().getFirst("Authorization");
      var signature = WireSignature.parse(authorization);
      assertThat(signature.signature())
          .isEqualTo(
              WireSignature.expected(
                  authorization,
                  received.headers()::getFirst,
                  received.body(),
                  TestClient.SECRET_KEY));
      assertThat(signature.scope()).isEqualTo("20150830/eu-west-1/dynamodb/aws4_request");
    }
  }

  @Test
  void signsWhatCountsOfARequest_andItsBody() {
    try (var service = FakeService.answering(200, "{}")) {
      TestClient.of(service.url()).call(GET, request(), AMPLE);

      var headers = service.requests().get(0).headers();
      assertThat(WireSignature.parse(headers.getFirst("Authorization")).signedHeaders())
          .contains(
              "content-type",
              "host",
              "x-amz-content-sha256",
              "x-amz-date",
              "x-amz-security-token",
              "x-amz-target");
      assertThat(headers.getFirst("X-Amz-Security-Token")).isEqualTo(TestClient.SESSION_TOKEN);
    }
  }
}
