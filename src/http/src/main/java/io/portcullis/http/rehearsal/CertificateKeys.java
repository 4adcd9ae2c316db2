package io.portcullis.http.rehearsal;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;
import java.util.HexFormat;

/** The keys that certificates of servers have: of AWS's own, RSA; elsewhere either. */
enum CertificateKeys {
  EC(new ECGenParameterSpec("secp256r1"), "SHA256withECDSA", "300a06082a8648ce3d040302"),
  RSA(
      new RSAKeyGenParameterSpec(2048, RSAKeyGenParameterSpec.F4),
      "SHA256withRSA",
      "300d06092a864886f70d01010b0500");

  private final AlgorithmParameterSpec parameters;
  private final String signature;
  private final String identifier;

  CertificateKeys(AlgorithmParameterSpec parameters, String signature, String identifier) {
    this.parameters = parameters;
    this.signature = signature;
    this.identifier = identifier;
  }

  KeyPair generate() throws GeneralSecurityException {
    var generator = KeyPairGenerator.getInstance(name());
    generator.initialize(parameters);
    return generator.generateKeyPair();
  }

  /** The JDK's name of how such a key signs. */
  String signature() {
    return signature;
  }

  /** The same as a certificate says it, in DER (RFC 5758 and RFC 4055). */
  byte[] identifier() {
    return HexFormat.of().parseHex(identifier);
  }
}
