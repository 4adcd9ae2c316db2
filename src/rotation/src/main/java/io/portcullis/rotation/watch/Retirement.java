package io.portcullis.rotation.watch;

import io.portcullis.huggingface.Revocation;
import io.portcullis.rotation.failure.HubFailure;
import io.portcullis.rotation.failure.RotationException;
import io.portcullis.rotation.secret.SecretDescription;
import io.portcullis.rotation.secret.SecretValue;
import io.portcullis.rotation.secret.SecretVersion;
import io.portcullis.rotation.secret.SecretVersions;
import io.portcullis.rotation.source.IssuedToken;
import io.portcullis.rotation.source.IssuedTokens;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Ends replaced tokens at Hugging Face, then takes the labels off their versions. Before each end
 * it looks once more at what is in use, so that no token ends that is current, pending or staged,
 * or is the same as one that is.
 */
public final class Retirement {
  private final SecretVersions versions;
  private final IssuedTokens issued;
  private final Revocation revocation;

  public Retirement(SecretVersions versions, IssuedTokens issued, Revocation revocation) {
    this.versions = versions;
    this.issued = issued;
    this.revocation = revocation;
  }

  /** Ends what has no grace left; one that fails does not keep the others. */
  Retired retire(String secretArn, Grace grace) {
    var retired = new Retired();
    try {
      // Listed first: whatever is listed was made for a version that had its label by then.
      var tokens = issued.of(secretArn);
      var secret = versions.describe(secretArn);
      var living = endIssued(secretArn, tokens, secret, grace, retired);
      for (var id : secret.replacedVersions()) {
        if (!living.contains(id)) {
          var byId = tokens.stream().anyMatch(token -> token.versionId().equals(id));
          retire(new SecretVersion(secretArn, id), byId, secret, grace, retired);
        }
      }
    } catch (RotationException e) {
      retired.failed(e);
    }
    return retired;
  }

  /** Ends tokens by their ids and returns the versions of those that stay. */
  private Set<String> endIssued(
      String secretArn,
      List<IssuedToken> tokens,
      SecretDescription secret,
      Grace grace,
      Retired retired) {
    var living = new HashSet<String>();
    for (var token : tokens) {
      if (secret.versionsInUse().contains(token.versionId())) {
        continue;
      }
      try {
        if (isDue(token, secret, grace) && mayEnd(secretArn, token, tokens, retired)) {
          issued.end(token);
          retired.ended(token.versionId());
          continue;
        }
      } catch (RotationException e) {
        retired.failed(e);
      }
      living.add(token.versionId());
      if (grace.isTwiceOver(secret.lastChangedAt()) && grace.isTwiceOver(token.createdAt())) {
        retired.outlived();
      }
    }
    return living;
  }

  private static boolean isDue(IssuedToken token, SecretDescription secret, Grace grace) {
    return grace.isOver(secret.lastChangedAt())
        && grace.isOver(token.createdAt())
        && token.lastUsedAt().map(grace::isOver).orElse(true);
  }

  /** A token whose value nobody has stored is known by its name alone. */
  private boolean mayEnd(
      String secretArn, IssuedToken token, List<IssuedToken> tokens, Retired retired) {
    var inUse = TokensInUse.of(versions, secretArn);
    if (inUse.isOf(token.versionId())) {
      return false;
    }
    var shared =
        versions
            .value(new SecretVersion(secretArn, token.versionId()))
            .map(inUse::says)
            .orElseGet(() -> !inUse.areAmong(tokens));
    if (shared) {
      retired.shared();
    }
    return !shared;
  }

  private void retire(
      SecretVersion replaced,
      boolean endedById,
      SecretDescription secret,
      Grace grace,
      Retired retired) {
    if (!grace.isOver(secret.lastChangedAt())) {
      return;
    }
    try {
      if (endedById || endByValue(replaced, retired)) {
        secret
            .replacedLabelsOf(replaced.versionId())
            .forEach(label -> versions.removeLabel(replaced, label));
      }
    } catch (RotationException e) {
      retired.failed(e);
      if (grace.isTwiceOver(secret.lastChangedAt())) {
        retired.outlived();
      }
    }
  }

  /** Whether there is nothing left of it that lives. */
  private boolean endByValue(SecretVersion replaced, Retired retired) {
    var value = versions.value(replaced);
    var token = value.flatMap(SecretValue::token);
    if (token.isEmpty()) {
      return true;
    }
    var inUse = TokensInUse.of(versions, replaced.secretArn());
    if (inUse.isOf(replaced.versionId())) {
      return false;
    }
    if (inUse.says(value.get())) {
      retired.shared();
      return false;
    }
    HubFailure.done("end a replaced token", revocation.revoke(token.get()));
    retired.ended(replaced.versionId());
    return true;
  }
}
