package io.portcullis.stacks.token;

import java.util.function.Consumer;
import java.util.function.Supplier;

/** What an operator does with the token of one environment. */
final class TokenDesk {
  private final String environment;
  private final Custody custody;
  private final Supplier<Prompt> prompt;
  private final Rotation rotation;
  private final Consumer<String> out;

  TokenDesk(
      String environment,
      Custody custody,
      Supplier<Prompt> prompt,
      Rotation rotation,
      Consumer<String> out) {
    this.environment = environment;
    this.custody = custody;
    this.prompt = prompt;
    this.rotation = rotation;
    this.out = out;
  }

  /** Brings the next token, or what the function mints with. */
  void stage() {
    if (custody.credential().isPresent()) {
      var id = custody.storeCredential(SecretText.credential(prompt.get().secret("Credential")));
      out.accept("Stored the credential as version %s".formatted(id));
      out.accept("'%s' tries it out.".formatted(command("rotate")));
      return;
    }
    bringToken();
    out.accept("'%s' verifies it and makes it current.".formatted(command("rotate")));
  }

  /**
   * Rotates to the next token.
   *
   * @param clear whether to take away a rotation that has failed before
   */
  void rotate(boolean clear) {
    requireStaged();
    rotation.requireNonePending(clear, command("rotate"));
    replace();
  }

  /**
   * Ends a token at Hugging Face at once: the current one, which is replaced first.
   *
   * @param yes whether nobody is asked first
   * @param replaced whether the one that was replaced before is meant, so that nothing is rotated
   */
  void revoke(boolean yes, boolean replaced) {
    if (!yes && !prompt.get().confirm(question(replaced))) {
      throw new CustodyException("nothing was rotated, nothing was revoked");
    }
    if (!replaced) {
      rotation.requireNonePending(false, command("rotate"));
      if (!hasNext()) {
        bringToken();
      }
      try {
        replace();
      } catch (CustodyException e) {
        throw new CustodyException(e.getMessage() + "; nothing was revoked");
      }
    }
    out.accept(
        custody.revoke()
            ? "Revoked the replaced token: Hugging Face takes it no more."
            : "There was no replaced token to revoke.");
  }

  private String question(boolean replaced) {
    return replaced
        ? "End the replaced token of '%s' at Hugging Face at once, for whoever still uses it?"
            .formatted(environment)
        : "Rotate the token of '%s' now, and end the one that is current at Hugging Face at once, for whoever uses it?"
            .formatted(environment);
  }

  private void bringToken() {
    var id = custody.stage(SecretText.token(prompt.get().secret("Hugging Face token")));
    out.accept("Staged the token as version %s".formatted(id));
  }

  private void replace() {
    var before = custody.token().with(SecretState.CURRENT);
    var current = rotation.run(command("rotate"));
    out.accept("Version %s is current now.".formatted(current.id()));
    before.ifPresent(
        version ->
            out.accept(
                "Version %s is replaced; what it holds is ended once its grace has passed."
                    .formatted(version.id())));
  }

  /** A rotation to nothing would fail, and leave a version pending that bars the next one. */
  private void requireStaged() {
    if (!hasNext()) {
      throw new CustodyException(
          "no token is staged to rotate to, '%s' brings one".formatted(command("stage")));
    }
  }

  private boolean hasNext() {
    return custody.credential().isPresent() || custody.token().with(SecretState.STAGED).isPresent();
  }

  private String command(String verb) {
    return "./portcullis token %s %s".formatted(verb, environment);
  }
}
