package io.portcullis.rotation.failure;

import io.portcullis.huggingface.HubReply;

/** What Hugging Face did not do, as a sentence or as an exception. */
public final class HubFailure {
  private HubFailure() {}

  /**
   * What was done without a credential, or the failure of the step.
   *
   * @param deed what was to be done, as in {@code end a token}
   */
  public static <T> T done(String deed, HubReply<T> reply) {
    if (reply instanceof HubReply.Refused<T> refused) {
      throw refused(deed, sentence(refused.refusal()));
    }
    return answered(deed, reply);
  }

  /**
   * What was done with the credential of a secret, or the failure of the step.
   *
   * @param deed what was to be done, as in {@code make a token}
   * @param secretArn where an operator puts another credential
   */
  public static <T> T done(String deed, String secretArn, HubReply<T> reply) {
    if (reply instanceof HubReply.Refused<T> refused) {
      throw refused(deed, sentence(refused.refusal(), secretArn));
    }
    return answered(deed, reply);
  }

  private static RotationException refused(String deed, String sentence) {
    return new RotationException("Hugging Face refused to %s: %s".formatted(deed, sentence));
  }

  private static <T> T answered(String deed, HubReply<T> reply) {
    if (reply instanceof HubReply.Done<T> done) {
      return done.value();
    }
    throw new RotationException(
        "Hugging Face could not be asked to %s: %s; try again later"
            .formatted(deed, sentence((HubReply.Unavailable<T>) reply)));
  }

  /** Why nothing is known, as the end of a sentence that begins with who was asked. */
  public static String sentence(HubReply.Unavailable<?> unavailable) {
    return unavailable.reason().sentence()
        + unavailable
            .retryAfter()
            .map(time -> " for another %d s".formatted(time.toSeconds()))
            .orElse("");
  }

  private static String sentence(HubReply.Refusal refusal, String secretArn) {
    return switch (refusal) {
      case UNAUTHORIZED ->
          "it does not know the credential of secret '%s' (401), bring another one with './portcullis token stage'"
              .formatted(secretArn);
      case FORBIDDEN ->
          "the credential of secret '%s' may not (403), bring one that may with './portcullis token stage'"
              .formatted(secretArn);
      case NOT_FOUND, INVALID -> sentence(refusal);
    };
  }

  private static String sentence(HubReply.Refusal refusal) {
    return switch (refusal) {
      case UNAUTHORIZED -> "it admits nobody unknown (401)";
      case FORBIDDEN -> "it does not admit this (403)";
      case NOT_FOUND -> "it knows no such thing (404)";
      case INVALID -> "it does not take the request as it is";
    };
  }
}
