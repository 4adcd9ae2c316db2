package io.portcullis.stacks.token;

import io.portcullis.stacks.token.SecretState.Version;
import java.util.Optional;
import java.util.UUID;

/** Rotates and waits for the end. */
final class Rotation {
  private final Custody custody;
  private final Patience patience;

  /**
   * How long to wait for the end.
   *
   * @param looks how often to look
   * @param pause takes the time between two looks
   */
  record Patience(int looks, Runnable pause) {}

  Rotation(Custody custody, Patience patience) {
    this.custody = custody;
    this.patience = patience;
  }

  /**
   * The version that a rotation has failed with, or that one is under way with, after a look at
   * which {@code clear} decides.
   *
   * @param command what to say in messages, such as {@code ./portcullis token rotate prod}
   */
  void requireNonePending(boolean clear, String command) {
    var pending = custody.token().pending();
    if (pending.isEmpty()) {
      return;
    }
    if (clear) {
      custody.clear(pending.get().id());
      return;
    }
    throw new CustodyException(
        "a rotation is under way or has failed: version %s has been pending since %s%s; if it has failed, '%s --clear' takes 'AWSPENDING' off that version and begins a new one"
            .formatted(
                pending.get().id(),
                pending.get().created(),
                failure(pending.get().id()).map(line -> ", " + line).orElse(""),
                command));
  }

  /**
   * Rotates to the next token and returns its version, which is the current one then.
   *
   * @param command what to say in messages, as above
   */
  Version run(String command) {
    var id = UUID.randomUUID().toString();
    custody.rotate(id);
    for (var look = 0; look < patience.looks(); look++) {
      var state = custody.token();
      var current = state.with(SecretState.CURRENT).filter(version -> version.id().equals(id));
      if (current.isPresent() && state.pending().isEmpty()) {
        return current.get();
      }
      var failure = failure(id);
      if (failure.isPresent()) {
        throw new CustodyException(
            "the rotation failed: %s; the token stays as it was, '%s --clear' begins anew"
                .formatted(failure.get(), command));
      }
      patience.pause().run();
    }
    throw new CustodyException(
        "the rotation is not over yet, version %s is pending; Secrets Manager goes on with it"
            .formatted(id));
  }

  /** Whoever may not read the log is told the end of a rotation by its labels alone. */
  private Optional<LogLine> failure(String version) {
    try {
      return custody.steps().stream()
          .filter(line -> line.failed() && line.versionId().equals(version))
          .reduce((first, last) -> last);
    } catch (CustodyException e) {
      return Optional.empty();
    }
  }
}
