package io.portcullis.constructs;

import io.portcullis.constructs.proxy.InferenceProxy;
import io.portcullis.constructs.token.HuggingFaceToken;
import java.util.stream.Stream;
import software.amazon.awscdk.Duration;

/**
 * That no call loses its token: one is ended only when no proxy keeps it any more, and no call
 * began with it that still lasts.
 *
 * <p>Not counted is the hour for which a proxy goes on with a token because it cannot read the
 * secret. If nobody can, nothing is rotated or ended either; and once it can be read again, a proxy
 * whose token is rejected reads the secret and repeats the call. If the proxy alone cannot, its
 * calls end for want of a token anyway, at most that hour later, and a token that was replaced
 * should not live longer for it.
 */
final class GraceRule {
  private GraceRule() {}

  static void require(HuggingFaceToken token, InferenceProxy proxy) {
    var grace = token.getGrace();
    var cache = proxy.getTokenCache();
    var timeout = proxy.getFunction().getTimeout();
    if (Stream.of(grace, cache, timeout).anyMatch(Duration::isUnresolved) || millis(grace) == 0) {
      return;
    }
    if (millis(grace) <= millis(cache) + millis(timeout)) {
      throw new IllegalArgumentException(
          "'grace' must be longer than 'tokenCache' and 'timeout' of the proxy together, got '%s', '%s' and '%s'"
              .formatted(grace.toHumanString(), cache.toHumanString(), timeout.toHumanString()));
    }
  }

  private static long millis(Duration duration) {
    return duration.toMilliseconds().longValue();
  }
}
