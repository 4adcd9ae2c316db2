package io.portcullis.rotation.source;

import io.portcullis.rotation.secret.SecretVersion;
import java.util.Optional;

/** How tokens are named at Hugging Face, so that they are found again: after their version. */
final class TokenName {
  private TokenName() {}

  static String of(SecretVersion version) {
    return prefix(version.secretArn()) + version.versionId();
  }

  /** The id of the version that a token was made for, if it was made for a secret at all. */
  static Optional<String> versionId(String name, String secretArn) {
    var prefix = prefix(secretArn);
    return Optional.of(name)
        .filter(text -> text.startsWith(prefix))
        .map(text -> text.substring(prefix.length()))
        // With a slash, it is of another secret, whose name begins with this one's.
        .filter(id -> !id.isEmpty() && id.indexOf('/') < 0);
  }

  /** With the secret's name and the suffix that Secrets Manager gave it, and no other secret. */
  private static String prefix(String secretArn) {
    return "portcullis/%s/".formatted(secretArn.substring(secretArn.lastIndexOf(':') + 1));
  }
}
