package io.portcullis.local.huggingface;

/** What kind of rights a token has (huggingface.co/docs/hub/security-tokens). */
enum TokenRole {
  FINE_GRAINED("fineGrained"),
  /** Everything that its owner may. */
  WRITE("write"),
  /** Of a token that is no access token: those of an exchange. */
  OAUTH("oauth");

  private final String text;

  TokenRole(String text) {
    this.text = text;
  }

  /** As the Hub spells it. */
  String text() {
    return text;
  }
}
