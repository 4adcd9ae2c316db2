package io.portcullis.local.oidc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.PlainHeader;
import com.nimbusds.jose.PlainObject;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.factories.DefaultJWSSignerFactory;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A token before it is signed, for a test to vary. Immutable. */
public final class IdentityToken {
  private final SigningKeys keys;
  private final JWSAlgorithm algorithm;
  private final Optional<String> keyId;
  private final Map<String, Object> claims;

  private IdentityToken(
      SigningKeys keys,
      JWSAlgorithm algorithm,
      Optional<String> keyId,
      Map<String, Object> claims) {
    this.keys = keys;
    this.algorithm = algorithm;
    this.keyId = keyId;
    this.claims = claims;
  }

  static IdentityToken of(SigningKeys keys, String algorithm, Map<String, Object> claims) {
    return new IdentityToken(keys, JWSAlgorithm.parse(algorithm), Optional.empty(), claims);
  }

  /** With another value of a claim; a point in time becomes seconds, as in every token. */
  public IdentityToken with(String claim, Object value) {
    var other = new LinkedHashMap<>(claims);
    other.put(claim, value instanceof Instant time ? time.getEpochSecond() : value);
    return new IdentityToken(keys, algorithm, keyId, other);
  }

  public IdentityToken without(String claim) {
    var other = new LinkedHashMap<>(claims);
    other.remove(claim);
    return new IdentityToken(keys, algorithm, keyId, other);
  }

  /** Names another key in its header than the one that signs. */
  public IdentityToken withKeyId(String other) {
    return new IdentityToken(keys, algorithm, Optional.of(other), claims);
  }

  /** Signed by a stranger, who names the issuer's key. */
  public IdentityToken signedBy(SigningKeys stranger) {
    return new IdentityToken(stranger, algorithm, Optional.of(keyId()), claims);
  }

  /** The token, signed. */
  public String signed() {
    return signed(algorithm, signer());
  }

  /** The token without a signature, of the algorithm {@code none}. */
  public String unsigned() {
    return new PlainObject(
            new PlainHeader.Builder().type(JOSEObjectType.JWT).build(), new Payload(claims))
        .serialize();
  }

  /**
   * The token signed by HMAC, the secret being the issuer's public key, which everybody knows: a
   * verifier that takes the algorithm from the token accepts it.
   */
  public String signedWithPublicKey() {
    try {
      var publicKey = keys.of(JWSAlgorithm.RS256).toRSAKey().toRSAPublicKey().getEncoded();
      var pem =
          "-----BEGIN PUBLIC KEY-----\n%s\n-----END PUBLIC KEY-----\n"
              .formatted(Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(publicKey));
      return signed(JWSAlgorithm.HS256, new MACSigner(pem.getBytes(StandardCharsets.US_ASCII)));
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private String signed(JWSAlgorithm by, JWSSigner signer) {
    var header = new JWSHeader.Builder(by).type(JOSEObjectType.JWT).keyID(keyId()).build();
    var token = new JWSObject(header, new Payload(claims));
    try {
      token.sign(signer);
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
    return token.serialize();
  }

  private JWSSigner signer() {
    try {
      return new DefaultJWSSignerFactory().createJWSSigner(keys.of(algorithm), algorithm);
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private String keyId() {
    return keyId.orElseGet(() -> keys.of(algorithm).getKeyID());
  }

  /** Without its claims: they are somebody's. */
  @Override
  public String toString() {
    return algorithm + " token";
  }
}
