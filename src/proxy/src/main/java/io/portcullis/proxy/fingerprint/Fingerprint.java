package io.portcullis.proxy.fingerprint;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.portcullis.huggingface.AccessToken;
import io.portcullis.proxy.request.Route;
import java.util.Arrays;
import java.util.Base64;

/**
 * What tells one request from another, and nothing else about it: without the token that it was
 * made under, nobody can find out whether a guessed prompt is the one.
 *
 * @param keyId tells tokens apart; only fingerprints made under the same one can be compared
 * @param value the same for the same consumer, route and body alone
 */
public record Fingerprint(String keyId, String value) {
  /** 128 bits: among 2^32 requests, two that differ meet with a chance of 1 in 2^65. */
  private static final int BYTES = 16;

  /** 48 bits, since a token is changed some times a year. */
  private static final int KEY_ID_BYTES = 6;

  public static Fingerprint of(AccessToken token, String consumer, Route route, byte[] body) {
    var hash = new KeyedHash(token.derive("portcullis fingerprint"));
    return new Fingerprint(
        text(new KeyedHash(token.derive("portcullis fingerprint key id")).of(), KEY_ID_BYTES),
        text(hash.of(consumer.getBytes(UTF_8), route.toString().getBytes(UTF_8), body), BYTES));
  }

  private static String text(byte[] hash, int bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(hash, bytes));
  }
}
