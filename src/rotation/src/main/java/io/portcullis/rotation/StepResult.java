package io.portcullis.rotation;

import java.util.Locale;

/** How a step ended well. */
enum StepResult {
  /** A token is the pending version's value now. */
  CREATED,
  /** The pending version had a value already. */
  KEPT,
  /** Nothing is to be set: who made the token has set it. */
  NOTHING_TO_SET,
  /** Hugging Face accepts the pending token, with the right permissions. */
  ACCEPTED,
  /** The pending version has no value: Secrets Manager tries out its configuration. */
  NOTHING_TO_TEST,
  /** The pending version is the current one now. */
  PROMOTED,
  /** The version was the current one already. */
  ALREADY_CURRENT;

  /** The word in the log. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
