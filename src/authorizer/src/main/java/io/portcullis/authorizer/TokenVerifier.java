package io.portcullis.authorizer;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jwt.SignedJWT;
import java.time.InstantSource;

/** Tells whether a token is the issuer's and meant for this API now, and whom it names. */
final class TokenVerifier {
  private final TokenReader reader;
  private final IssuerKeys keys;
  private final ClaimRules claimRules;

  TokenVerifier(AuthorizerSettings settings, IssuerKeys keys, InstantSource clock) {
    this.reader = new TokenReader(settings.algorithms());
    this.keys = keys;
    this.claimRules = new ClaimRules(settings, clock);
  }

  /**
   * The subject of a token that is accepted. Of a token that names another issuer no key is asked
   * for; what else it says counts once it is known to be the issuer's.
   */
  String subject(String token, IssuerWatch watch) {
    var jwt = reader.read(token);
    var claims = TokenReader.claims(jwt);
    claimRules.requireIssuer(claims);
    requireSignature(jwt, watch);
    return claimRules.subject(claims);
  }

  private void requireSignature(SignedJWT jwt, IssuerWatch watch) {
    var candidates = keys.matching(jwt.getHeader(), watch);
    if (candidates.isEmpty()) {
      throw new RefusedException(Refusal.KEY_UNKNOWN);
    }
    if (candidates.stream().noneMatch(key -> isSignedWith(jwt, key))) {
      throw new RefusedException(Refusal.SIGNATURE);
    }
  }

  private static boolean isSignedWith(SignedJWT jwt, JWK key) {
    try {
      return jwt.verify(Verifiers.of(key));
    } catch (JOSEException e) {
      // A key of another kind or curve than the algorithm needs.
      return false;
    }
  }
}
