package io.portcullis.rotation;

/** The value of a version, which is never printed. */
record SecretValue(String text) {
  @Override
  public String toString() {
    return "SecretValue[redacted]";
  }
}
