package io.portcullis.authorizer;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.source.JWKSetCacheRefreshEvaluator;
import com.nimbusds.jose.jwk.source.JWKSetSource;
import com.nimbusds.jose.jwk.source.JWKSetUnavailableException;
import io.portcullis.http.HttpCall;
import io.portcullis.http.HttpCaller;
import io.portcullis.http.HttpReply;
import io.portcullis.http.ServiceUrl;
import java.io.IOException;
import java.net.URI;
import java.text.ParseException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * What an issuer publishes of itself: its discovery document (OpenID Connect Discovery 1.0), which
 * says where its keys are, and the keys. Read anew each time, over https and without following a
 * redirect.
 */
final class IssuerDocuments implements JWKSetSource<IssuerWatch> {
  /** Of each of the two documents. */
  static final Duration TIMEOUT = Duration.ofSeconds(2);

  /** Well-known issuers' are below 20 KB. */
  static final int MOST_BYTES = 128 * 1024;

  /** A token without key id is tried with each of its kind. */
  static final int MOST_KEYS = 50;

  /** NIST SP 800-131A takes no shorter ones. */
  private static final int SHORTEST_RSA_KEY = 2048;

  private static final ObjectReader JSON = JsonMapper.builder().build().reader();

  private final ServiceUrl issuer;
  private final HttpCaller caller;

  IssuerDocuments(ServiceUrl issuer, HttpCaller caller) {
    this.issuer = issuer;
    this.caller = caller;
  }

  @Override
  public JWKSet getJWKSet(JWKSetCacheRefreshEvaluator evaluator, long now, IssuerWatch watch)
      throws KeySourceException {
    try {
      return keys(read("keys", keysUrl()));
    } catch (JWKSetUnavailableException e) {
      watch.issuerFailed(e.getMessage());
      throw e;
    }
  }

  @Override
  public void close() {}

  private URI keysUrl() throws JWKSetUnavailableException {
    try {
      var discovery =
          JSON.readTree(read("discovery", issuer.resolve("/.well-known/openid-configuration")));
      if (!issuer.toString().equals(discovery.path("issuer").asText())) {
        throw new JWKSetUnavailableException("discovery_of_another_issuer");
      }
      return safe(discovery.path("jwks_uri").asText());
    } catch (IOException e) {
      throw new JWKSetUnavailableException("discovery_malformed");
    }
  }

  /** Some issuers' has a query. Plain http is for an issuer that is on this machine itself. */
  private URI safe(String url) throws JWKSetUnavailableException {
    try {
      var query = url.indexOf('?');
      var service = ServiceUrl.of("jwks_uri", query < 0 ? url : url.substring(0, query));
      var keys = URI.create(url);
      if (keys.getRawFragment() == null && (service.isHttps() || !issuer.isHttps())) {
        return keys;
      }
    } catch (IllegalArgumentException e) {
      // Told below, like an address that is none of these.
    }
    throw new JWKSetUnavailableException("keys_address");
  }

  private byte[] read(String document, URI url) throws JWKSetUnavailableException {
    var reply =
        caller.send(HttpCall.get(url, Map.of("Accept", "application/json"), MOST_BYTES), TIMEOUT);
    if (reply instanceof HttpReply.Answered answered && answered.status() == 200) {
      return answered.body();
    }
    throw new JWKSetUnavailableException(document + "_" + kind(reply));
  }

  private static String kind(HttpReply reply) {
    if (reply instanceof HttpReply.Answered answered) {
      return Integer.toString(answered.status());
    }
    if (reply instanceof HttpReply.TooLarge) {
      return "too_large";
    }
    return reply instanceof HttpReply.TimedOut ? "timed_out" : "not_reached";
  }

  private static JWKSet keys(byte[] document) throws JWKSetUnavailableException {
    var all = parsed(document).getKeys();
    if (all.size() > MOST_KEYS) {
      throw new JWKSetUnavailableException("keys_too_many");
    }
    var usable = all.stream().flatMap(key -> usable(key).stream()).toList();
    if (usable.isEmpty()) {
      throw new JWKSetUnavailableException("keys_none");
    }
    return new JWKSet(usable);
  }

  /** The parser throws others than its own exception, where the document is {@code null}. */
  private static JWKSet parsed(byte[] document) throws JWKSetUnavailableException {
    try {
      return JWKSet.parse(new String(document, UTF_8));
    } catch (ParseException | RuntimeException e) {
      throw new JWKSetUnavailableException("keys_malformed");
    }
  }

  /** The public part of a key of a pair; nothing of one that is shared, or too weak. */
  private static Optional<JWK> usable(JWK key) {
    return key instanceof RSAKey rsa && rsa.size() < SHORTEST_RSA_KEY
        ? Optional.empty()
        : Optional.ofNullable(key.toPublicJWK());
  }
}
