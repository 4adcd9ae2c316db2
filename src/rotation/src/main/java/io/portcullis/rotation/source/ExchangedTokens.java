package io.portcullis.rotation.source;

import io.portcullis.huggingface.HubReply;
import io.portcullis.huggingface.OAuthClient;
import io.portcullis.huggingface.Revocation;
import io.portcullis.huggingface.TokenExchange;
import io.portcullis.huggingface.TokenExchange.Exchanged;
import io.portcullis.rotation.failure.RotationException;
import io.portcullis.rotation.secret.SecretDescription;
import io.portcullis.rotation.secret.SecretValue;
import io.portcullis.rotation.secret.SecretVersion;
import io.portcullis.rotation.secret.SecretVersions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Tokens of a member of an organization, exchanged for the secret of its OAuth application. Nobody
 * lists them; one that is lost before it is stored ends with its time.
 */
public final class ExchangedTokens implements TokenSource {
  private static final Set<String> SCOPE = Set.of("read-endpoints");

  private final TokenExchange exchange;
  private final Revocation revocation;
  private final Credential credential;
  private final String clientId;
  private final String subject;
  private final Duration lifetime;
  private final InstantSource clock;
  private final PendingValue value;

  /**
   * Exchanges for one member.
   *
   * @param lifetime how long a token has to live at least; twice the time between two rotations
   */
  public ExchangedTokens(
      SecretVersions versions,
      TokenExchange exchange,
      Revocation revocation,
      Credential credential,
      String clientId,
      String subject,
      Duration lifetime,
      InstantSource clock) {
    this.exchange = exchange;
    this.revocation = revocation;
    this.credential = credential;
    this.clientId = clientId;
    this.subject = subject;
    this.lifetime = lifetime;
    this.clock = clock;
    this.value = new PendingValue(versions, revocation);
  }

  @Override
  public void create(SecretVersion pending, SecretDescription secret) {
    var client = new OAuthClient(clientId, credential.clientSecret());
    var exchanged = credential.done("exchange a token", exchange.exchange(client, subject));
    var fault = fault(exchanged);
    if (fault.isPresent()) {
      throw new RotationException(fault.get() + ended(exchanged));
    }
    value.put(pending, exchanged.token());
  }

  /** Ends a token that is not as wanted; the fault is to be told whatever becomes of it. */
  private String ended(Exchanged exchanged) {
    return revocation.revoke(exchanged.token()) instanceof HubReply.Done
        ? ""
        : "; the token could not be ended, it lives for another %d s"
            .formatted(exchanged.expiresIn().toSeconds());
  }

  private Optional<String> fault(Exchanged exchanged) {
    if (!exchanged.scope().equals(SCOPE)) {
      return Optional.of(
          "an exchanged token must have the scope 'read-endpoints' alone, got '%s'; limit the OAuth application to it"
              .formatted(String.join(" ", new TreeSet<>(exchanged.scope()))));
    }
    if (exchanged.expiresIn().compareTo(lifetime) < 0) {
      return Optional.of(
          "an exchanged token must live for %d s, got %d s; have the duration of the OAuth application raised, or rotate more often"
              .formatted(lifetime.toSeconds(), exchanged.expiresIn().toSeconds()));
    }
    return Optional.empty();
  }

  @Override
  public String discard(SecretVersion refused) {
    return value.discard(refused);
  }

  @Override
  public void promoted(SecretVersion promoted, SecretDescription secret) {}

  /** A token ends with its time. */
  @Override
  public boolean needsItsVersions() {
    return false;
  }

  @Override
  public Optional<Instant> endOf(SecretValue value) {
    return Optional.of(value.createdAt().plus(lifetime));
  }

  /** After half of its life, it might not see the next rotation. */
  @Override
  public Optional<String> tooOld(SecretValue pending) {
    var latest = pending.createdAt().plus(lifetime.dividedBy(2));
    return clock.instant().isAfter(latest)
        ? Optional.of("waited too long for its promotion: half of its token's life is over")
        : Optional.empty();
  }
}
