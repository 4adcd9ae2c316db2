package io.portcullis.aws;

import io.portcullis.http.HttpCall;
import java.time.Clock;
import java.util.HashMap;
import java.util.Locale;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/** Makes signed requests of one service. */
final class RequestSigner {
  /** An item is up to 400 KB, in Base64 up to 534 KB; a secret is up to 64 KB. */
  private static final int ANSWER_LIMIT = 1024 * 1024;

  private final AwsV4HttpSigner signer = AwsV4HttpSigner.create();
  private final AwsService service;

  RequestSigner(AwsService service) {
    this.service = service;
  }

  HttpCall sign(
      AwsOperation operation, byte[] body, AwsCredentialsIdentity credentials, Clock clock) {
    var request =
        SdkHttpRequest.builder()
            .method(SdkHttpMethod.POST)
            .uri(service.endpoint())
            .putHeader("Accept", service.mediaType())
            .putHeader("Content-Type", service.mediaType())
            .putHeader("User-Agent", "portcullis")
            .putHeader("X-Amz-Target", service.targetPrefix() + "." + operation.name())
            .build();
    var signed =
        signer.sign(
            to ->
                to.identity(credentials)
                    .request(request)
                    .payload(ContentStreamProvider.fromByteArray(body))
                    .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, service.signingName())
                    .putProperty(AwsV4HttpSigner.REGION_NAME, service.region())
                    .putProperty(HttpSigner.SIGNING_CLOCK, clock));
    var headers = new HashMap<String, String>();
    signed
        .request()
        .forEachHeader(
            (name, values) -> {
              // The connection sends it by itself.
              if (!name.toLowerCase(Locale.ROOT).equals("host")) {
                headers.put(name, String.join(",", values));
              }
            });
    return HttpCall.post(service.endpoint(), headers, body, ANSWER_LIMIT).readingEveryBody();
  }
}
