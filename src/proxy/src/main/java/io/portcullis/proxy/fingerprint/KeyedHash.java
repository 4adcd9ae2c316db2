package io.portcullis.proxy.fingerprint;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.SecretKey;

/**
 * HMAC-SHA256 over several parts. The length of each is part of what is hashed, so that no two
 * lists of parts read the same.
 */
public record KeyedHash(SecretKey key) {

  public byte[] of(byte[]... parts) {
    try {
      var mac = Mac.getInstance(key.getAlgorithm());
      mac.init(key);
      for (var part : parts) {
        mac.update(ByteBuffer.allocate(Integer.BYTES).putInt(part.length).flip());
        mac.update(part);
      }
      return mac.doFinal();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Without the key. */
  @Override
  public String toString() {
    return "KeyedHash[redacted]";
  }
}
