package io.portcullis.test.attack;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/**
 * Signs calls with AWS Signature Version 4, rightly or not. Only what must be is signed, so that an
 * attack by another header meets the layer that it is aimed at, and not the signature.
 */
record Signature(Clock clock) {
  private static final Duration TOO_LONG = Duration.ofMinutes(6);

  /** The headers of the signature. */
  List<String> headers(
      IdentityChoice choice, Caller.AccessKey key, String method, URI url, byte[] body) {
    return switch (choice) {
      case EXPIRED -> sign(key, method, url, body, Clock.offset(clock, TOO_LONG.negated()));
      case FUTURE -> sign(key, method, url, body, Clock.offset(clock, TOO_LONG));
      case GUESSED -> sign(of(key.id(), "guessed", key.region()), method, url, body, clock);
      case UNKNOWN_KEY ->
          sign(of("AKIAIOSFODNN7EXAMPLE", key.secret(), key.region()), method, url, body, clock);
      case REPLAYED -> sign(key, method, url, "{\"another\":true}".getBytes(), clock);
      case OTHER_REGION ->
          sign(of(key.id(), key.secret(), "ap-southeast-2"), method, url, body, clock);
      case OTHER_SERVICE -> sign(key, method, url, body, clock, "sts");
      default -> sign(key, method, url, body, clock);
    };
  }

  private static Caller.AccessKey of(String id, String secret, String region) {
    return new Caller.AccessKey(id, secret, region);
  }

  private static List<String> sign(
      Caller.AccessKey key, String method, URI url, byte[] body, Clock time) {
    return sign(key, method, url, body, time, "execute-api");
  }

  private static List<String> sign(
      Caller.AccessKey key, String method, URI url, byte[] body, Clock time, String service) {
    var request = SdkHttpRequest.builder().method(SdkHttpMethod.fromValue(method)).uri(url).build();
    var signed =
        AwsV4HttpSigner.create()
            .sign(
                to ->
                    to.identity(AwsCredentialsIdentity.create(key.id(), key.secret()))
                        .request(request)
                        .payload(ContentStreamProvider.fromByteArray(body))
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, service)
                        .putProperty(AwsV4HttpSigner.REGION_NAME, key.region())
                        .putProperty(HttpSigner.SIGNING_CLOCK, time));
    var lines = new ArrayList<String>();
    signed
        .request()
        .forEachHeader(
            (name, values) -> {
              if (!name.toLowerCase(Locale.ROOT).equals("host")) {
                lines.add("%s: %s".formatted(name, String.join(",", values)));
              }
            });
    return lines;
  }
}
