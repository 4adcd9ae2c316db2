package io.portcullis.rotation.source;

import io.portcullis.huggingface.EndpointName;
import io.portcullis.huggingface.Revocation;
import io.portcullis.huggingface.ServiceAccount;
import io.portcullis.huggingface.ServiceAccounts;
import io.portcullis.rotation.secret.SecretDescription;
import io.portcullis.rotation.secret.SecretValue;
import io.portcullis.rotation.secret.SecretVersion;
import io.portcullis.rotation.secret.SecretVersions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Tokens of a service account, made for one endpoint each time. The one that is replaced lives on
 * until it is retired; never does Hugging Face's own {@code rotate} end it at once.
 */
public final class ServiceAccountTokens implements TokenSource, IssuedTokens {
  private final ServiceAccounts accounts;
  private final ServiceAccount account;
  private final EndpointName endpoint;
  private final Credential credential;
  private final PendingValue value;

  public ServiceAccountTokens(
      SecretVersions versions,
      ServiceAccounts accounts,
      Revocation revocation,
      ServiceAccount account,
      EndpointName endpoint,
      Credential credential) {
    this.accounts = accounts;
    this.account = account;
    this.endpoint = endpoint;
    this.credential = credential;
    this.value = new PendingValue(versions, revocation);
  }

  /**
   * Tokens of the version's name that are there before are of earlier attempts, whose values are
   * lost, or of another run of this one. They go once this run's token is the version's value,
   * which it can be for one run alone: until then, one of them may be about to become current.
   */
  @Override
  public void create(SecretVersion pending, SecretDescription secret) {
    var earlier =
        of(pending.secretArn()).stream()
            .filter(token -> token.versionId().equals(pending.versionId()))
            .toList();
    var minted = accounts.mint(account, TokenName.of(pending), endpoint, credential.token());
    if (value.put(pending, credential.done("make a token of the service account", minted))) {
      earlier.forEach(this::end);
    }
  }

  @Override
  public String discard(SecretVersion refused) {
    return value.discard(refused);
  }

  @Override
  public void promoted(SecretVersion promoted, SecretDescription secret) {}

  /** Tokens are found by their names. */
  @Override
  public boolean needsItsVersions() {
    return false;
  }

  @Override
  public Optional<Instant> endOf(SecretValue value) {
    return Optional.empty();
  }

  @Override
  public Optional<String> tooOld(SecretValue pending) {
    return Optional.empty();
  }

  @Override
  public List<IssuedToken> of(String secretArn) {
    var tokens = accounts.tokens(account, credential.token());
    return credential.done("list the tokens of the service account", tokens).stream()
        .flatMap(
            token ->
                TokenName.versionId(token.name(), secretArn)
                    .map(
                        version ->
                            new IssuedToken(
                                token.id(), version, token.createdAt(), token.lastUsedAt()))
                    .stream())
        .toList();
  }

  @Override
  public void end(IssuedToken token) {
    credential.done(
        "delete a token of the service account",
        accounts.delete(account, token.id(), credential.token()));
  }
}
