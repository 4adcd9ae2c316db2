package io.portcullis.local.sigv4;

import io.portcullis.local.iam.AccessKey;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/** Signs requests by AWS's own SDK, as a customer's client does. */
public final class RequestSigner {
  private static final String SERVICE = "execute-api";

  private final AwsV4HttpSigner signer = AwsV4HttpSigner.create();
  private final String region;
  private final InstantSource clock;

  /** Signs for a Region, now. */
  public RequestSigner(String region) {
    this(region, InstantSource.system());
  }

  /**
   * Signs for a Region.
   *
   * @param clock of who verifies: a signature is good for minutes
   */
  public RequestSigner(String region, InstantSource clock) {
    this.region = region;
    this.clock = clock;
  }

  /**
   * The headers to send, those of the signature included and {@code Host} left out: every client
   * sends that by itself.
   */
  public Map<String, String> sign(
      AccessKey key, String method, URI uri, Map<String, String> headers, String body) {
    var request = SdkHttpRequest.builder().method(SdkHttpMethod.fromValue(method)).uri(uri);
    headers.forEach(request::putHeader);
    var signed =
        signer.sign(
            to ->
                to.identity(AwsCredentialsIdentity.create(key.id(), key.secret()))
                    .request(request.build())
                    .payload(
                        ContentStreamProvider.fromByteArray(body.getBytes(StandardCharsets.UTF_8)))
                    .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, SERVICE)
                    .putProperty(AwsV4HttpSigner.REGION_NAME, region)
                    .putProperty(HttpSigner.SIGNING_CLOCK, clock.withZone(ZoneOffset.UTC)));
    var result = new LinkedHashMap<String, String>();
    signed
        .request()
        .forEachHeader(
            (name, values) -> {
              if (!name.toLowerCase(Locale.ROOT).equals("host")) {
                result.put(name, String.join(",", values));
              }
            });
    return result;
  }
}
