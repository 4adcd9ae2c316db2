package io.portcullis.rotation.source;

import io.portcullis.huggingface.AccessToken;
import io.portcullis.huggingface.HubReply;
import io.portcullis.rotation.failure.HubFailure;
import io.portcullis.rotation.failure.RotationException;
import io.portcullis.rotation.secret.CredentialSecret;
import io.portcullis.rotation.secret.SecretValue;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * What tokens are made with. Read whenever it is needed, so that a new one is used at once; what
 * was read is known for the length of a run, for the sake of the redactor alone.
 */
public final class Credential implements Supplier<Collection<String>> {
  private static final Pattern CLIENT_SECRET = Pattern.compile("[!-~]{8,4096}");

  private final CredentialSecret secret;
  private volatile List<String> read = List.of();

  public Credential(CredentialSecret secret) {
    this.secret = secret;
  }

  /** The token of an administrator. */
  public AccessToken token() {
    return present()
        .token()
        .orElseThrow(() -> malformed("the token of an administrator: " + AccessToken.RULE));
  }

  /** The secret of an OAuth application. */
  public String clientSecret() {
    var text = present().text();
    if (!CLIENT_SECRET.matcher(text).matches()) {
      throw malformed("a client secret: 8 to 4096 visible characters without spaces");
    }
    return text;
  }

  /** What was done with it, or a failure that names its secret. */
  <T> T done(String deed, HubReply<T> reply) {
    return HubFailure.done(deed, secret.arn(), reply);
  }

  /** When it was stored; nothing if there is none. */
  public Optional<Instant> createdAt() {
    return value().map(SecretValue::createdAt);
  }

  /** What was read in this run. */
  @Override
  public Collection<String> get() {
    return read;
  }

  /** Ends the run. */
  public void forget() {
    read = List.of();
  }

  private SecretValue present() {
    return value()
        .orElseThrow(
            () ->
                new RotationException(
                    "secret '%s' holds no credential, bring one with './portcullis token stage'"
                        .formatted(secret.arn())));
  }

  private Optional<SecretValue> value() {
    var value = secret.read().filter(present -> !present.isEmptyMarker());
    value.ifPresent(present -> read = List.of(present.text()));
    return value;
  }

  private RotationException malformed(String rule) {
    return new RotationException(
        "what secret '%s' holds must be %s; bring it with './portcullis token stage'"
            .formatted(secret.arn(), rule));
  }
}
