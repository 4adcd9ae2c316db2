package io.portcullis.stacks.environment;

/** How the rotation function reaches Hugging Face. */
public enum TokenEgress {
  /** Outside any network of the account: whatever the internet has. */
  INTERNET,
  /** In a network of its own, in which Hugging Face's names alone are resolved, and AWS's. */
  LIMITED
}
