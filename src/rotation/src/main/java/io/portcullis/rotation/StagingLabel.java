package io.portcullis.rotation;

/** Staging labels of a secret's versions; each sits on one version at most. */
final class StagingLabel {
  static final String CURRENT = "AWSCURRENT";
  static final String PENDING = "AWSPENDING";

  /**
   * Ours, for a token that an operator has brought. Not {@code AWSPENDING}: Secrets Manager takes a
   * pending version that it did not make for a rotation in progress and starts none.
   */
  static final String STAGED = "STAGED";

  private StagingLabel() {}
}
