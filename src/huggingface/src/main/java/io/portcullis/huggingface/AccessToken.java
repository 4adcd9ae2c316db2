package io.portcullis.huggingface;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** A Hugging Face access token; only {@link #authorization()} and {@link #value()} reveal it. */
public final class AccessToken {
  /** What a token looks like, for the message to a person who stored something else. */
  public static final String RULE =
      "'hf_' followed by 16 to 4093 letters, digits, '_', '.' or '-', without spaces or line breaks";

  // User tokens have 37 characters; the ones that Hugging Face makes as JWT have over a thousand.
  private static final Pattern SHAPE = Pattern.compile("hf_[A-Za-z0-9_.-]{16,4093}");

  private static final String MAC = "HmacSHA256";

  private final String value;

  private AccessToken(String value) {
    this.value = value;
  }

  /**
   * The token that a stored text is, or nothing if it is none, such as the marker {@code empty}.
   */
  public static Optional<AccessToken> parse(String text) {
    return SHAPE.matcher(text).matches() ? Optional.of(new AccessToken(text)) : Optional.empty();
  }

  /** The token itself. */
  public String value() {
    return value;
  }

  /** The value of the header {@code Authorization}. */
  public String authorization() {
    return "Bearer " + value;
  }

  /**
   * A key for HMAC-SHA256 that is this token's and this purpose's alone. It tells nothing of the
   * token, so that whoever needs a key need not have the token.
   */
  public SecretKey derive(String purpose) {
    try {
      var mac = Mac.getInstance(MAC);
      mac.init(new SecretKeySpec(value.getBytes(UTF_8), MAC));
      return new SecretKeySpec(mac.doFinal(purpose.getBytes(UTF_8)), MAC);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Whether a text gives the token away. */
  public boolean isIn(String text) {
    return text.contains(value);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof AccessToken token && token.value.equals(value);
  }

  @Override
  public int hashCode() {
    return value.hashCode();
  }

  @Override
  public String toString() {
    return "AccessToken[redacted]";
  }
}
