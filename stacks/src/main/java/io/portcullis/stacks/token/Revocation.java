package io.portcullis.stacks.token;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

/** Reads what the rotation function answers to its task {@code revoke}. */
final class Revocation {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Revocation() {}

  /**
   * Whether a token was ended; false if there was none.
   *
   * @throws CustodyException if none is known to be
   */
  static boolean done(boolean failed, String answer) {
    try {
      var json = JSON.readTree(answer);
      if (failed) {
        throw new CustodyException(
            "the function did not revoke it: "
                + json.path("errorMessage").asText("it says no reason"));
      }
      return switch (json.path("result").asText()) {
        case "retired" -> true;
        case "nothing_to_retire" -> false;
        default -> throw notUnderstood();
      };
    } catch (JsonProcessingException e) {
      throw notUnderstood();
    }
  }

  private static CustodyException notUnderstood() {
    return new CustodyException("the function's answer says not whether it revoked the token");
  }
}
