package io.portcullis.redaction;

/** Takes out the lines of a private key that is printed over several ones. */
final class PrivateKeyLines {
  /** PEM has 64 or 76 characters a line. */
  private static final int LONGEST = 80;

  private boolean inside;

  /** What to print of a line. */
  String without(String line, String redacted) {
    if (inside && line.length() <= LONGEST && line.indexOf('{') < 0) {
      inside = !line.contains("-----END");
      return Kind.PRIVATE_KEY.marker();
    }
    inside = redacted.endsWith(Kind.PRIVATE_KEY.marker()) && !line.contains("-----END");
    return redacted;
  }
}
