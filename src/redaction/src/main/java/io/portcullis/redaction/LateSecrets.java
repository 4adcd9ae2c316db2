package io.portcullis.redaction;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The secrets of a holder that is made later than what prints; until then there are none. */
public final class LateSecrets implements Supplier<Collection<String>> {
  private volatile Optional<Supplier<? extends Collection<String>>> holder = Optional.empty();

  /** Names who knows them. */
  public void heldBy(Supplier<? extends Collection<String>> secrets) {
    holder = Optional.of(secrets);
  }

  @Override
  public Collection<String> get() {
    var present = holder;
    return present.isPresent() ? present.get().get() : List.of();
  }
}
