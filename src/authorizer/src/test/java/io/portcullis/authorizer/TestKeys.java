package io.portcullis.authorizer;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.crypto.opts.AllowWeakRSAKey;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.text.ParseException;
import java.util.Arrays;
import java.util.Set;

/** Keys of issuers and of nobody, and tokens that are signed with them. */
final class TestKeys {
  /** Made once, because each takes a while. */
  static final RSAKey RSA = rsa("rsa");

  static final RSAKey OTHER_RSA = rsa("other");
  static final ECKey EC = ec("ec", Curve.P_256);

  private TestKeys() {}

  static RSAKey rsa(String keyId) {
    try {
      return new RSAKeyGenerator(2048).keyID(keyId).generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  static ECKey ec(String keyId, Curve curve) {
    try {
      return new ECKeyGenerator(curve).keyID(keyId).generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Too short, so that Nimbus would neither make it nor sign with it unless told to. */
  static RSAKey weak(String keyId) {
    try {
      var generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(1024);
      var pair = generator.generateKeyPair();
      return new RSAKey.Builder((RSAPublicKey) pair.getPublic())
          .privateKey(pair.getPrivate())
          .keyID(keyId)
          .build();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  static JWSSigner weakSigner(RSAKey key) {
    try {
      return new RSASSASigner(key, Set.of(AllowWeakRSAKey.getInstance()));
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  static RSAKey renamed(RSAKey key, String keyId) {
    return new RSAKey.Builder(key).keyID(keyId).build();
  }

  static String sign(JWSHeader header, JWTClaimsSet claims, JWK key) {
    try {
      return sign(header, claims, signer(key));
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  static String sign(JWSHeader header, JWTClaimsSet claims, JWSSigner signer) {
    try {
      var jwt = new SignedJWT(header, claims);
      jwt.sign(signer);
      return jwt.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private static JWSSigner signer(JWK key) throws JOSEException {
    return key instanceof RSAKey rsa ? new RSASSASigner(rsa) : new ECDSASigner(key.toECKey());
  }

  /** Of the curve Ed25519, for which Nimbus needs a library more. */
  record EdDsa(KeyPair pair, OctetKeyPair jwk) {
    static EdDsa generate(String keyId) {
      try {
        var pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        var encoded = pair.getPublic().getEncoded();
        var x = Base64URL.encode(Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length));
        return new EdDsa(pair, new OctetKeyPair.Builder(Curve.Ed25519, x).keyID(keyId).build());
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException(e);
      }
    }

    String sign(JWTClaimsSet claims) {
      try {
        var header = new JWSHeader.Builder(JWSAlgorithm.EdDSA).keyID(jwk.getKeyID()).build();
        var jwt = new SignedJWT(header, claims);
        var signature = Signature.getInstance("Ed25519");
        signature.initSign(pair.getPrivate());
        signature.update(jwt.getSigningInput());
        return new SignedJWT(
                header.toBase64URL(),
                claims.toPayload().toBase64URL(),
                Base64URL.encode(signature.sign()))
            .serialize();
      } catch (GeneralSecurityException | ParseException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
