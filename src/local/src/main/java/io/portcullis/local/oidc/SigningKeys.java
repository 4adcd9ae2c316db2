package io.portcullis.local.oidc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** An issuer's key pairs, made up for this run: RSA, and an elliptic curve for each algorithm. */
public final class SigningKeys {
  private static final int RSA_BITS = 2048;
  private static final List<JWSAlgorithm> ELLIPTIC =
      List.of(JWSAlgorithm.ES256, JWSAlgorithm.ES384, JWSAlgorithm.ES512);

  private List<JWK> current = generate();
  private List<JWK> earlier = List.of();

  /** Signs with new key pairs from now on; the earlier ones stay published. */
  public synchronized void rotate() {
    earlier = Stream.concat(current.stream(), earlier.stream()).toList();
    current = generate();
  }

  /** Publishes the keys that sign, and no earlier one. */
  public synchronized void withdrawEarlier() {
    earlier = List.of();
  }

  /** Whether a key signs by the algorithm. */
  static boolean sign(String algorithm) {
    var parsed = JWSAlgorithm.parse(algorithm);
    return JWSAlgorithm.Family.RSA.contains(parsed) || ELLIPTIC.contains(parsed);
  }

  /** The key pair that signs by the algorithm. */
  synchronized JWK of(JWSAlgorithm algorithm) {
    return JWSAlgorithm.Family.RSA.contains(algorithm)
        ? current.get(0)
        : current.get(1 + ELLIPTIC.indexOf(algorithm));
  }

  /** What everybody may know: the public halves. */
  synchronized JWKSet published() {
    return new JWKSet(Stream.concat(current.stream(), earlier.stream()).toList()).toPublicJWKSet();
  }

  private static List<JWK> generate() {
    var keys = new ArrayList<JWK>();
    try {
      keys.add(new RSAKeyGenerator(RSA_BITS).keyUse(KeyUse.SIGNATURE).keyID(id()).generate());
      for (var algorithm : ELLIPTIC) {
        var curve = Curve.forJWSAlgorithm(algorithm).iterator().next();
        keys.add(
            new ECKeyGenerator(curve)
                .keyUse(KeyUse.SIGNATURE)
                .algorithm(algorithm)
                .keyID(id())
                .generate());
      }
    } catch (JOSEException e) {
      throw new IllegalStateException("every Java platform has RSA and elliptic curves", e);
    }
    return List.copyOf(keys);
  }

  private static String id() {
    return UUID.randomUUID().toString();
  }

  /** Without any key. */
  @Override
  public synchronized String toString() {
    return "%d keys, %d earlier".formatted(current.size(), earlier.size());
  }
}
