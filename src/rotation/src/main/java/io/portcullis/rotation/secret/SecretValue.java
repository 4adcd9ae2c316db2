package io.portcullis.rotation.secret;

import io.portcullis.huggingface.AccessToken;
import java.time.Instant;
import java.util.Optional;

/**
 * The value of a version, which is never printed.
 *
 * @param createdAt when the version was made
 */
public record SecretValue(String text, Instant createdAt) {
  private static final String EMPTY = "empty";

  /** Whether it is the value that a secret is deployed with: nobody has brought another one yet. */
  public boolean isEmptyMarker() {
    return text.equals(EMPTY);
  }

  /** The token that it is, or nothing if it is none, such as the marker {@code empty}. */
  public Optional<AccessToken> token() {
    return AccessToken.parse(text);
  }

  /** Whether it says the same, whenever it was stored. */
  public boolean saysTheSameAs(SecretValue other) {
    return text.equals(other.text);
  }

  @Override
  public String toString() {
    return "SecretValue[redacted]";
  }
}
