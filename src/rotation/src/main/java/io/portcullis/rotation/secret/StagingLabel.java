package io.portcullis.rotation.secret;

import java.util.Set;

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

  /**
   * A secret has 20 labels, on all its versions together ("AWS Secrets Manager quotas"); these five
   * have to find a place at any time, or nothing could be rotated or staged.
   */
  static final int MOST_OTHERS = 20 - 5;

  private static final Set<String> FIXED = Set.of(CURRENT, PENDING, PREVIOUS, STAGED, VERIFIED);
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

  /** Whether it is one of those that come and go, and of which there may be too many. */
  static boolean isOther(String label) {
    return !FIXED.contains(label);
  }

  /** Whether a label says that its version was current once. */
  static boolean saysReplaced(String label) {
    return label.equals(PREVIOUS) || label.startsWith(REPLACED);
  }
}
