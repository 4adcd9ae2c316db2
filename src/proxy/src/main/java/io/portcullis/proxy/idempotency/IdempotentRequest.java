package io.portcullis.proxy.idempotency;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.portcullis.huggingface.AccessToken;
import io.portcullis.proxy.fingerprint.Fingerprint;
import io.portcullis.proxy.fingerprint.KeyedHash;
import io.portcullis.proxy.request.Route;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;

/**
 * A request that is to be done once.
 *
 * @param consumer the customer's name, or the id of the API key where there is none
 * @param fingerprint of consumer, route and body, made under the same token
 */
public record IdempotentRequest(
    AccessToken token,
    String consumer,
    IdempotencyKey key,
    Route route,
    byte[] body,
    Fingerprint fingerprint) {

  /** Of its record; the key itself, which may be an order's number, is not in it. */
  String id() {
    try {
      var hash = MessageDigest.getInstance("SHA-256").digest(key.value().getBytes(UTF_8));
      return "idempotency#%s#%s"
          .formatted(consumer, Base64.getUrlEncoder().withoutPadding().encodeToString(hash));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** For its answer: whoever cannot send this very request, with this key, cannot read it. */
  AnswerCipher cipher() {
    return new AnswerCipher(
        new KeyedHash(token.derive("portcullis answer"))
            .of(
                consumer.getBytes(UTF_8),
                key.value().getBytes(UTF_8),
                route.toString().getBytes(UTF_8),
                body),
        id());
  }

  /** Without what the client sent. */
  @Override
  public String toString() {
    return "IdempotentRequest[%s]".formatted(route);
  }
}
