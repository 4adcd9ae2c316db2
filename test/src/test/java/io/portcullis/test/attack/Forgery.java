package io.portcullis.test.attack;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.PlainHeader;
import com.nimbusds.jose.PlainObject;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.text.ParseException;
import java.util.EnumSet;
import java.util.Set;

/** What somebody makes of a stolen token, without any key of its issuer's. */
record Forgery(String token) {
  /** The ways that need no more than the token. */
  static final Set<IdentityChoice> WAYS =
      EnumSet.of(
          IdentityChoice.ALG_NONE,
          IdentityChoice.FOREIGN_KEY,
          IdentityChoice.EMBEDDED_KEY,
          IdentityChoice.UNKNOWN_KID,
          IdentityChoice.BAD_SIGNATURE,
          IdentityChoice.CHANGED_SUBJECT);

  String by(IdentityChoice way) {
    try {
      var genuine = JWSObject.parse(token);
      var claims = genuine.getPayload();
      var keyId = genuine.getHeader().getKeyID();
      return switch (way) {
        case ALG_NONE -> new PlainObject(new PlainHeader(), claims).serialize();
        case FOREIGN_KEY -> signed(claims, header().keyID(keyId).build());
        case EMBEDDED_KEY -> signedByItsOwnKey(claims);
        case UNKNOWN_KID -> signed(claims, header().keyID("no-such-key").build());
        case BAD_SIGNATURE -> withSignature(flipped(signature()));
        case CHANGED_SUBJECT -> withClaims(changed(claims));
        default -> throw new IllegalArgumentException("'%s' forges nothing".formatted(way));
      };
    } catch (ParseException | JOSEException e) {
      throw new IllegalArgumentException("no token to forge", e);
    }
  }

  private static JWSHeader.Builder header() {
    return new JWSHeader.Builder(JWSAlgorithm.RS256);
  }

  private static String signed(Payload claims, JWSHeader header) throws JOSEException {
    return signed(claims, header, key());
  }

  private static String signedByItsOwnKey(Payload claims) throws JOSEException {
    var key = key();
    return signed(claims, header().jwk(key.toPublicJWK()).build(), key);
  }

  private static String signed(Payload claims, JWSHeader header, RSAKey key) throws JOSEException {
    var forged = new JWSObject(header, claims);
    forged.sign(new RSASSASigner(key));
    return forged.serialize();
  }

  private static RSAKey key() throws JOSEException {
    return new RSAKeyGenerator(2048).generate();
  }

  private String signature() {
    return token.substring(token.lastIndexOf('.') + 1);
  }

  private static String flipped(String signature) {
    return (signature.startsWith("A") ? "B" : "A") + signature.substring(1);
  }

  private String withSignature(String other) {
    return token.substring(0, token.lastIndexOf('.') + 1) + other;
  }

  private static Payload changed(Payload claims) {
    var other = claims.toJSONObject();
    other.put("sub", "somebody-else");
    return new Payload(other);
  }

  private String withClaims(Payload claims) {
    return "%s.%s.%s".formatted(token.split("\\.")[0], claims.toBase64URL(), signature());
  }
}
