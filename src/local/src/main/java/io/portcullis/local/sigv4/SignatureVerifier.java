package io.portcullis.local.sigv4;

import io.portcullis.local.http.Call;
import io.portcullis.local.iam.AccessKey;
import io.portcullis.local.sigv4.Verification.Reason;
import io.portcullis.local.sigv4.Verification.Refused;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Checks the signature of a request.
 *
 * <p>Follows "AWS Signature Version 4 for API requests"
 * (docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv.html), with its rule that {@code host}
 * and every header {@code x-amz-*} of the request is signed. As on AWS, a request that is sent
 * again within five minutes is accepted again: nothing remembers signatures. Keys have no session
 * token here, so that a request with one is refused; signatures in the query string are not looked
 * at.
 */
public final class SignatureVerifier {
  private static final Duration WINDOW = Duration.ofMinutes(5);
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final Map<String, AccessKey> keys;
  private final String region;
  private final String service;
  private final InstantSource clock;

  public SignatureVerifier(
      Collection<AccessKey> keys, String region, String service, InstantSource clock) {
    this.keys = keys.stream().collect(Collectors.toMap(AccessKey::id, Function.identity()));
    this.region = region;
    this.service = service;
    this.clock = clock;
  }

  public Verification verify(Call call) {
    var headers = call.headers().all("Authorization");
    if (headers.isEmpty()) {
      return new Refused(Reason.MISSING, "Missing Authentication Token");
    }
    var authorization =
        headers.size() == 1 ? AuthorizationHeader.parse(headers.get(0)) : incomplete();
    var time = time(call);
    if (authorization.isEmpty() || time.isEmpty()) {
      return new Refused(
          Reason.INVALID,
          "The request signature does not conform to AWS standards: it takes one header"
              + " Authorization of the algorithm AWS4-HMAC-SHA256, and one header x-amz-date.");
    }
    return verify(call, authorization.get(), time.get());
  }

  private Verification verify(Call call, AuthorizationHeader authorization, Instant time) {
    var unsigned = unsigned(call, authorization.signedHeaders());
    if (unsigned.isPresent()) {
      return invalid("'%s' must be a 'SignedHeader' in the AWS Authorization.", unsigned.get());
    }
    if (!authorization.region().equals(region)
        || !authorization.service().equals(service)
        || !TIME.format(time).startsWith(authorization.date())) {
      return invalid(
          "Credential should be scoped to region '%s', service '%s' and the date of the request.",
          region, service);
    }
    var key = keys.get(authorization.accessKeyId());
    if (key == null || call.headers().has("x-amz-security-token")) {
      return new Refused(
          Reason.UNKNOWN_KEY, "The security token included in the request is invalid.");
    }
    var now = clock.instant();
    if (time.isBefore(now.minus(WINDOW))) {
      return new Refused(
          Reason.EXPIRED,
          "Signature expired: %s is now earlier than %s (%s - 5 min.)"
              .formatted(TIME.format(time), TIME.format(now.minus(WINDOW)), TIME.format(now)));
    }
    if (time.isAfter(now.plus(WINDOW))) {
      return invalid(
          "Signature not yet current: %s is still later than %s (%s + 5 min.)",
          TIME.format(time), TIME.format(now.plus(WINDOW)), TIME.format(now));
    }
    return isSignature(authorization.signature(), signature(call, authorization, time, key))
        ? new Verification.Signed(key)
        : invalid(
            "The request signature we calculated does not match the signature you provided. Check"
                + " your AWS Secret Access Key and signing method.");
  }

  private static Optional<AuthorizationHeader> incomplete() {
    return Optional.empty();
  }

  private static Refused invalid(String message, Object... values) {
    return new Refused(Reason.INVALID, message.formatted(values));
  }

  private static Optional<Instant> time(Call call) {
    var dates = call.headers().all("x-amz-date");
    try {
      return dates.size() == 1
          ? Optional.of(TIME.parse(dates.get(0), Instant::from))
          : Optional.empty();
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  /** A header that the signature must cover and does not, or covers and the request has not. */
  private static Optional<String> unsigned(Call call, List<String> signed) {
    if (!signed.contains("host")) {
      return Optional.of("host");
    }
    return call.headers().fields().stream()
        .map(field -> field.name().toLowerCase(Locale.ROOT))
        .filter(name -> name.startsWith("x-amz-") && !signed.contains(name))
        .findFirst()
        .or(() -> signed.stream().filter(name -> !call.headers().has(name)).findFirst());
  }

  /** Follows "Create a signed AWS API request", steps "string to sign" and "signature". */
  private static String signature(
      Call call, AuthorizationHeader authorization, Instant time, AccessKey key) {
    var request = CanonicalRequest.of(call, authorization.signedHeaders());
    var text =
        String.join(
            "\n",
            AuthorizationHeader.ALGORITHM,
            TIME.format(time),
            authorization.scope(),
            Hash.hex(Hash.sha256(request.getBytes(StandardCharsets.UTF_8))));
    var signing = ("AWS4" + key.secret()).getBytes(StandardCharsets.UTF_8);
    for (var part : authorization.scope().split("/")) {
      signing = Hash.hmac(signing, part);
    }
    return Hash.hex(Hash.hmac(signing, text));
  }

  /** In a time that tells nothing about the right one. */
  private static boolean isSignature(String given, String right) {
    return MessageDigest.isEqual(
        given.getBytes(StandardCharsets.US_ASCII), right.getBytes(StandardCharsets.US_ASCII));
  }
}
