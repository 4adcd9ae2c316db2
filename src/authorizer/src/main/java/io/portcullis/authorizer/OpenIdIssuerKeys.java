package io.portcullis.authorizer;

import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSetBasedJWKSource;
import com.nimbusds.jose.jwk.source.JWKSetCacheRefreshEvaluator;
import com.nimbusds.jose.jwk.source.JWKSetSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import io.portcullis.http.HttpCaller;
import io.portcullis.http.ServiceUrl;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The keys of an OpenID Connect issuer, kept for some minutes, read anew when a token names one
 * that is not there, and used for some hours more if the issuer fails meanwhile.
 *
 * <p>Nothing is read ahead: between two calls Lambda stops every thread, and a call that was under
 * way then has timed out.
 */
final class OpenIdIssuerKeys implements IssuerKeys {
  /** A key that the issuer withdraws is accepted for so long. */
  static final Duration FRESH = Duration.ofMinutes(5);

  /** While the issuer fails, the last keys it gave are accepted for so long. */
  static final Duration KEPT = Duration.ofHours(4);

  /** In each of these the issuer is asked twice at most, whatever keys callers name. */
  static final Duration INTERVAL = Duration.ofSeconds(10);

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(1);

  private final JWKSetSource<IssuerWatch> source;
  private final InstantSource clock;

  private OpenIdIssuerKeys(JWKSetSource<IssuerWatch> source, InstantSource clock) {
    this.source = source;
    this.clock = clock;
  }

  static OpenIdIssuerKeys of(ServiceUrl issuer, InstantSource clock) {
    return over(new IssuerDocuments(issuer, new HttpCaller(CONNECT_TIMEOUT)), clock);
  }

  static OpenIdIssuerKeys over(JWKSetSource<IssuerWatch> documents, InstantSource clock) {
    var source =
        JWKSourceBuilder.create(documents)
            .cache(FRESH.toMillis(), IssuerDocuments.TIMEOUT.multipliedBy(2).toMillis())
            .refreshAheadCache(false)
            .rateLimited(INTERVAL.toMillis())
            .outageTolerant(KEPT.toMillis())
            .build();
    // The layers below it, since it would look at the clock of the machine.
    return new OpenIdIssuerKeys(
        ((JWKSetBasedJWKSource<IssuerWatch>) source).getJWKSetSource(), clock);
  }

  @Override
  public List<JWK> matching(JWSHeader header, IssuerWatch watch) {
    var selector = new JWKSelector(JWKMatcher.forJWSHeader(header));
    try {
      var known = source.getJWKSet(JWKSetCacheRefreshEvaluator.noRefresh(), clock.millis(), watch);
      var keys = selector.select(known);
      return keys.isEmpty() ? amongNewer(selector, known, watch) : keys;
    } catch (KeySourceException e) {
      throw new UndecidedException("the issuer's keys cannot be had");
    }
  }

  /** A key that is not among the earlier ones may be a new one, as long as the issuer fails. */
  private List<JWK> amongNewer(JWKSelector selector, JWKSet known, IssuerWatch watch)
      throws KeySourceException {
    var failed = new AtomicBoolean();
    var keys =
        selector.select(
            newerThan(
                known,
                kind -> {
                  failed.set(true);
                  watch.issuerFailed(kind);
                }));
    if (keys.isEmpty() && failed.get()) {
      throw new UndecidedException("the issuer's newer keys cannot be had");
    }
    return keys;
  }

  /** The same keys if the issuer was asked too often: it has been asked for newer ones just now. */
  private JWKSet newerThan(JWKSet known, IssuerWatch watch) throws KeySourceException {
    try {
      return source.getJWKSet(
          JWKSetCacheRefreshEvaluator.referenceComparison(known), clock.millis(), watch);
    } catch (RateLimitReachedException e) {
      return known;
    }
  }
}
