package io.portcullis.redaction;

/** What a secret is. */
enum Kind {
  HUGGING_FACE_TOKEN("hugging-face-token"),
  BEARER("bearer"),
  API_KEY("api-key"),
  AWS_KEY("aws-key"),
  JWT("jwt"),
  EMAIL("email"),
  CARD("card"),
  PRIVATE_KEY("private-key"),
  PROVIDER_KEY("provider-key"),
  /** A value that the process itself named, whatever its form. */
  KNOWN("secret");

  /** With what every marker begins, which is no secret itself. */
  static final String MARKER = "[redacted:";

  private final String marker;

  Kind(String word) {
    this.marker = MARKER.concat(word).concat("]");
  }

  /** What stands in the secret's place. */
  String marker() {
    return marker;
  }
}
