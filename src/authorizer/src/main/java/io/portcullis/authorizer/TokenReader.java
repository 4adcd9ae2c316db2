package io.portcullis.authorizer;

import com.nimbusds.jose.Header;
import com.nimbusds.jose.JOSEObject;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.util.Locale;
import java.util.Set;

/**
 * Reads tokens, whose content nobody vouches for yet. Nothing that a header says of keys but the
 * key's id is used: {@code jwk}, {@code jku}, {@code x5u} and {@code x5c} let a caller bring a key
 * along.
 */
final class TokenReader {
  /** Of access tokens and of any JWT; an ID token or a logout token of today says neither more. */
  private static final Set<String> TYPES = Set.of("jwt", "at+jwt", "application/at+jwt");

  private final Set<JWSAlgorithm> algorithms;

  TokenReader(Set<JWSAlgorithm> algorithms) {
    this.algorithms = algorithms;
  }

  SignedJWT read(String token) {
    requireAllowed(parsed(() -> Header.parse(JOSEObject.split(token)[0])));
    return parsed(() -> SignedJWT.parse(token));
  }

  static JWTClaimsSet claims(SignedJWT jwt) {
    return parsed(jwt::getJWTClaimsSet);
  }

  private interface Parse<T> {
    T run() throws ParseException;
  }

  /** Any exception of the parser: it throws others than its own, where a header is {@code null}. */
  private static <T> T parsed(Parse<T> parse) {
    try {
      return parse.run();
    } catch (ParseException | RuntimeException e) {
      throw new RefusedException(Refusal.TOKEN_MALFORMED);
    }
  }

  private void requireAllowed(Header header) {
    if (!(header instanceof JWSHeader signed) || !algorithms.contains(signed.getAlgorithm())) {
      throw new RefusedException(Refusal.TOKEN_ALGORITHM);
    }
    if (signed.getCriticalParams() != null) {
      throw new RefusedException(Refusal.TOKEN_CRITICAL);
    }
    var type = signed.getType();
    if (type != null && !TYPES.contains(type.getType().toLowerCase(Locale.ROOT))) {
      throw new RefusedException(Refusal.TOKEN_TYPE);
    }
  }
}
