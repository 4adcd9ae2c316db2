package io.portcullis.authorizer;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** Keys of an issuer that lives for a rehearsal, one for each algorithm. */
final class RehearsalKeys {
  private static final int RSA_BITS = 2048;
  private static final int ED25519_BYTES = 32;

  private final List<JWK> keys = new ArrayList<>();
  private final List<Signer> signers = new ArrayList<>();

  /** Makes a token of claims. */
  private interface Signer {
    String sign(JWTClaimsSet claims) throws JOSEException, GeneralSecurityException, ParseException;
  }

  private RehearsalKeys() {}

  static RehearsalKeys of(Set<JWSAlgorithm> algorithms)
      throws JOSEException, GeneralSecurityException {
    var all = new RehearsalKeys();
    for (var algorithm : algorithms) {
      if (JWSAlgorithm.Family.RSA.contains(algorithm)) {
        all.addRsa(algorithm);
      } else if (JWSAlgorithm.Family.EC.contains(algorithm)) {
        all.addEc(algorithm);
      } else {
        all.addEdDsa(algorithm);
      }
    }
    return all;
  }

  /** What the issuer publishes. */
  String published() {
    return new JWKSet(keys).toString();
  }

  /** One token for each key. */
  List<String> tokens(JWTClaimsSet claims)
      throws JOSEException, GeneralSecurityException, ParseException {
    var tokens = new ArrayList<String>();
    for (var signer : signers) {
      tokens.add(signer.sign(claims));
    }
    return tokens;
  }

  private void addRsa(JWSAlgorithm algorithm) throws JOSEException {
    var key = new RSAKeyGenerator(RSA_BITS).keyID(algorithm.getName()).generate();
    add(key, new RSASSASigner(key), algorithm);
  }

  private void addEc(JWSAlgorithm algorithm) throws JOSEException {
    var curve = Curve.forJWSAlgorithm(algorithm).iterator().next();
    var key = new ECKeyGenerator(curve).keyID(algorithm.getName()).generate();
    add(key, new ECDSASigner(key), algorithm);
  }

  private void add(JWK key, JWSSigner signer, JWSAlgorithm algorithm) {
    add(
        key.toPublicJWK(),
        claims -> {
          var jwt = new SignedJWT(header(algorithm), claims);
          jwt.sign(signer);
          return jwt.serialize();
        });
  }

  /** By the JDK, as it is verified. */
  private void addEdDsa(JWSAlgorithm algorithm) throws GeneralSecurityException {
    var pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    var encoded = pair.getPublic().getEncoded();
    var x = Arrays.copyOfRange(encoded, encoded.length - ED25519_BYTES, encoded.length);
    add(
        new OctetKeyPair.Builder(Curve.Ed25519, Base64URL.encode(x))
            .keyID(algorithm.getName())
            .build(),
        claims -> {
          var header = header(algorithm);
          var jwt = new SignedJWT(header, claims);
          var signature = Signature.getInstance("Ed25519");
          signature.initSign(pair.getPrivate());
          signature.update(jwt.getSigningInput());
          return new SignedJWT(
                  header.toBase64URL(),
                  claims.toPayload().toBase64URL(),
                  Base64URL.encode(signature.sign()))
              .serialize();
        });
  }

  private void add(JWK key, Signer signer) {
    keys.add(key);
    signers.add(signer);
  }

  private static JWSHeader header(JWSAlgorithm algorithm) {
    return new JWSHeader.Builder(algorithm).keyID(algorithm.getName()).build();
  }
}
