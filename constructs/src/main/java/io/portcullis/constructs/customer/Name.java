package io.portcullis.constructs.customer;

import java.util.regex.Pattern;

/** The rule for the names of customers and plans, which become parts of ids. */
final class Name {
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");

  private Name() {}

  static void require(String property, String name) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "'%s' must be a lower-case letter, then lower-case letters, digits and single dashes between them, got '%s'"
              .formatted(property, name));
    }
  }
}
