package io.portcullis.proxy.quota;

import io.portcullis.proxy.environment.Variables;
import java.util.Arrays;

/** What becomes of calls whose limits cannot be asked, since the table does not answer in time. */
public enum TableFailure {
  /** They are refused: limits hold, and the table is one more thing that must not fail. */
  REFUSE,
  /** They pass and are not counted: limits do not hold meanwhile. */
  PASS;

  /** {@code TABLE_FAILURE} of the function's environment. */
  public static TableFailure of(Variables variables) {
    var value = variables.required("TABLE_FAILURE");
    return Arrays.stream(values())
        .filter(choice -> choice.name().equals(value))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "'TABLE_FAILURE' must be REFUSE or PASS, got '%s'".formatted(value)));
  }
}
