package io.portcullis.test.rotation;

import java.util.Set;

/** Something that happens while customers call. */
interface Trial {
  /** What happens, for a person. */
  String name();

  /** The sources to whose tokens it can happen. */
  default Set<Source> sources() {
    return Set.of(Source.values());
  }

  /** Lets it happen, and writes down what is not as it must be. */
  void run(Scene scene) throws Exception;
}
