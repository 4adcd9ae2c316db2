package io.portcullis.authorizer;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.impl.BaseJWSProvider;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.util.Base64URL;
import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.X509EncodedKeySpec;
import java.util.HexFormat;
import java.util.Set;

/** Ed25519 by the JDK; Nimbus' own verifier needs one more library. */
final class EdDsaVerifier extends BaseJWSProvider implements JWSVerifier {
  /** What stands before the 32 bytes of a key (RFC 8410, "Subject Public Key Fields"). */
  private static final byte[] PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

  private static final int KEY_LENGTH = 32;

  private final PublicKey key;

  EdDsaVerifier(OctetKeyPair pair) throws JOSEException {
    super(Set.of(JWSAlgorithm.EdDSA));
    var x = pair.getDecodedX();
    if (!Curve.Ed25519.equals(pair.getCurve()) || x.length != KEY_LENGTH) {
      throw new JOSEException("no key of the curve Ed25519");
    }
    var encoded = new ByteArrayOutputStream();
    encoded.writeBytes(PREFIX);
    encoded.writeBytes(x);
    try {
      key =
          KeyFactory.getInstance("Ed25519")
              .generatePublic(new X509EncodedKeySpec(encoded.toByteArray()));
    } catch (GeneralSecurityException e) {
      throw new JOSEException("no key of the curve Ed25519", e);
    }
  }

  @Override
  public boolean verify(JWSHeader header, byte[] signingInput, Base64URL signature)
      throws JOSEException {
    try {
      var verification = Signature.getInstance("Ed25519");
      verification.initVerify(key);
      verification.update(signingInput);
      return verification.verify(signature.decode());
    } catch (SignatureException e) {
      // Of a wrong length or form.
      return false;
    } catch (GeneralSecurityException e) {
      throw new JOSEException("no Ed25519", e);
    }
  }
}
