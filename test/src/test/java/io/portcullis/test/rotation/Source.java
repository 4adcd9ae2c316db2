package io.portcullis.test.rotation;

/** Where the next token comes from, as an environment's file has it. */
enum Source {
  /** An operator brings it. */
  STAGED("STAGED"),
  /** The function has one made for a service account. */
  SERVICE_ACCOUNT("SERVICE_ACCOUNT, serviceAccount: 65f0a1b2c3d4e5f6a7b8c9d0"),
  /** The function exchanges the secret of an OAuth application for one. */
  TOKEN_EXCHANGE(
      "TOKEN_EXCHANGE, clientId: 65f0a1b2-c3d4-4e5f-a6b7-c8d9e0f1a2b3, subject: inference@example.com, lifetime: PT8H",
      "rotation: rate(30 days)",
      "rotation: rate(4 hours)",
      "window: PT3H",
      "window: PT1H",
      "tokenNotice: P14D",
      "tokenNotice: PT2H");

  private final String entry;
  private final String[] replacements;

  Source(String entry, String... replacements) {
    this.entry = entry;
    this.replacements = replacements;
  }

  /** The text of the local environment with this source. */
  String edit(String text) {
    var edited = text.replace("source: { type: STAGED }", "source: { type: %s }".formatted(entry));
    for (var i = 0; i < replacements.length; i += 2) {
      edited = edited.replace(replacements[i], replacements[i + 1]);
    }
    return edited;
  }
}
