package io.portcullis.redaction;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Optional;

/** Secrets that are known to the letter. */
final class KnownValues {
  /** Shorter ones would take words out of every line. */
  private static final int LEAST = 8;

  private final String[] values;

  KnownValues(Collection<String> values) {
    var accepted = new ArrayList<String>(values.size());
    for (var value : values) {
      if (value.length() >= LEAST) {
        accepted.add(value);
      }
    }
    this.values = accepted.toArray(new String[0]);
  }

  boolean isEmpty() {
    return values.length == 0;
  }

  Optional<Hit> find(Text text, int place, char first) {
    for (var value : values) {
      if (value.charAt(0) == first && text.startsWith(value, place)) {
        return Optional.of(new Hit(place, place + value.length(), Kind.KNOWN));
      }
    }
    return Optional.empty();
  }
}
