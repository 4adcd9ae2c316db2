package io.portcullis.rotation.secret;

/** Staging labels of a secret's versions; each sits on one version at most. */
public final class StagingLabel {
  public static final String CURRENT = "AWSCURRENT";
  public static final String PENDING = "AWSPENDING";
  public static final String PREVIOUS = "AWSPREVIOUS";

  /**
   * Ours, for a token that an operator has brought. Not {@code AWSPENDING}: Secrets Manager takes a
   * pending version that it did not make for a rotation in progress and starts none.
   */
  public static final String STAGED = "STAGED";

  /** Ours, for the version that a rotation has promoted; who else promotes does not set it. */
  public static final String VERIFIED = "VERIFIED";

  private static final String REPLACED = "REPLACED-";

  private StagingLabel() {}

  /**
   * Ours, for a version that loses {@code AWSPREVIOUS} before its token is retired, because
   * rotations follow each other within the grace. Without it, Secrets Manager would forget the
   * version while its token lives.
   */
  public static String replaced(String versionId) {
    return REPLACED + versionId;
  }

  /** Whether a label says that its version was current once. */
  static boolean saysReplaced(String label) {
    return label.equals(PREVIOUS) || label.startsWith(REPLACED);
  }
}
