package io.portcullis.authorizer;

import com.nimbusds.jwt.JWTClaimsSet;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Date;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What a token's claims must say. */
final class ClaimRules {
  static final int LONGEST_SUBJECT = 256;

  private final AuthorizerSettings settings;
  private final InstantSource clock;

  ClaimRules(AuthorizerSettings settings, InstantSource clock) {
    this.settings = settings;
    this.clock = clock;
  }

  void requireIssuer(JWTClaimsSet claims) {
    require(settings.issuer().toString().equals(claims.getIssuer()), Refusal.ISSUER);
  }

  /** The subject, if everything else is right. */
  String subject(JWTClaimsSet claims) {
    requireTimes(claims, clock.instant());
    require(!Collections.disjoint(claims.getAudience(), settings.audiences()), Refusal.AUDIENCE);
    require(scopes(claims).containsAll(settings.scopes()), Refusal.SCOPE);
    return Optional.ofNullable(claims.getClaim(settings.subjectClaim()))
        .filter(String.class::isInstance)
        .map(String.class::cast)
        .filter(subject -> !subject.isEmpty() && subject.length() <= LONGEST_SUBJECT)
        .orElseThrow(() -> new RefusedException(Refusal.SUBJECT_MALFORMED));
  }

  private void requireTimes(JWTClaimsSet claims, Instant now) {
    var earliest = now.minus(settings.clockSkew());
    var latest = now.plus(settings.clockSkew());
    var expiry = claims.getExpirationTime();
    require(expiry != null, Refusal.TOKEN_WITHOUT_EXPIRY);
    require(expiry.toInstant().isAfter(earliest), Refusal.TOKEN_EXPIRED);
    require(isNotAfter(claims.getNotBeforeTime(), latest), Refusal.TOKEN_NOT_YET_VALID);
    require(isNotAfter(claims.getIssueTime(), latest), Refusal.TOKEN_ISSUED_IN_FUTURE);
  }

  private static boolean isNotAfter(Date time, Instant latest) {
    return time == null || !time.toInstant().isAfter(latest);
  }

  /**
   * {@code scope} is words in one string (RFC 8693); some issuers have {@code scp} in its place, as
   * such a string or as an array.
   */
  private static Set<String> scopes(JWTClaimsSet claims) {
    var claim = Optional.ofNullable(claims.getClaim("scope")).orElse(claims.getClaim("scp"));
    if (claim instanceof String words) {
      return Arrays.stream(words.split(" ")).collect(Collectors.toSet());
    }
    return claim instanceof Collection<?> words
        ? words.stream()
            .filter(String.class::isInstance)
            .map(String.class::cast)
            .collect(Collectors.toSet())
        : Set.of();
  }

  private static void require(boolean right, Refusal otherwise) {
    if (!right) {
      throw new RefusedException(otherwise);
    }
  }
}
