package io.portcullis.proxy.token;

/** Which of a secret's versions is meant, in Secrets Manager's staging labels. */
public enum VersionStage {
  /** The one in use. */
  AWSCURRENT,
  /** The one that was in use before. */
  AWSPREVIOUS
}
