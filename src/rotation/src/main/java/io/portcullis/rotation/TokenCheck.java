package io.portcullis.rotation;

import io.portcullis.huggingface.AccessToken;
import io.portcullis.huggingface.Hub;
import io.portcullis.huggingface.HubReply;
import io.portcullis.huggingface.WhoAmI;
import java.util.Set;
import java.util.TreeSet;

/** Lets a token pass that may call Inference Endpoints and do nothing else. */
final class TokenCheck {
  private static final String CALL_ENDPOINTS = "inference.endpoints.infer.write";

  private final Hub hub;

  TokenCheck(Hub hub) {
    this.hub = hub;
  }

  /** Returns if the value of a version passes. */
  void verify(SecretVersion version, SecretValue value) {
    var token =
        AccessToken.parse(value.text())
            .orElseThrow(() -> refused(version, "must be a token: " + AccessToken.RULE));
    var answer = hub.whoAmI(token);
    if (answer instanceof HubReply.Done<WhoAmI> done) {
      verify(version, done.value());
    } else if (answer instanceof HubReply.Refused<WhoAmI> refused
        && refused.refusal() == HubReply.Refusal.FORBIDDEN) {
      throw new RotationException(
          "%s is not ready: the Hub does not admit its token (403); an administrator of its organization must approve it, then rotate again"
              .formatted(version));
    } else if (answer instanceof HubReply.Unavailable<WhoAmI> unavailable) {
      throw new RotationException(
          "%s could not be verified: the Hub is unavailable, %s; rotate again later"
              .formatted(version, unavailable.reason().sentence()));
    } else {
      throw refused(version, "is rejected by the Hub (401): its token is unknown or revoked");
    }
  }

  private static void verify(SecretVersion version, WhoAmI accepted) {
    if (!accepted.role().equals("fineGrained")) {
      throw refused(
          version,
          "must hold a token of the role 'fineGrained', got '%s'".formatted(accepted.role()));
    }
    if (!accepted.globalPermissions().isEmpty()) {
      throw tooWide(version, "no global permission", accepted.globalPermissions());
    }
    if (accepted.readsGatedRepositories()) {
      throw tooWide(version, "no access to gated repositories", Set.of("canReadGatedRepos"));
    }
    var permissions = new TreeSet<String>();
    accepted.scopedPermissions().forEach(scoped -> permissions.add(scoped.permission()));
    if (!permissions.remove(CALL_ENDPOINTS)) {
      throw refused(
          version,
          "must hold a token with the permission '%s' on the endpoint's owner, it has none"
              .formatted(CALL_ENDPOINTS));
    }
    if (!permissions.isEmpty()) {
      throw tooWide(version, "no permission but '%s'".formatted(CALL_ENDPOINTS), permissions);
    }
  }

  private static RotationException tooWide(SecretVersion version, String rule, Set<String> rights) {
    return refused(
        version,
        "must hold a token with %s, got '%s'"
            .formatted(rule, String.join("', '", new TreeSet<>(rights))));
  }

  /**
   * A version's value cannot be replaced, and Secrets Manager repeats a rotation with the version
   * that it has; so the way out begins with the label.
   */
  private static RotationException refused(SecretVersion version, String reason) {
    return new RotationException(
        "%s %s; take 'AWSPENDING' off it (update-secret-version-stage), put another token under 'STAGED' and rotate again"
            .formatted(version, reason));
  }
}
