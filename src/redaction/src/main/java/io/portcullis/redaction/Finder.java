package io.portcullis.redaction;

import java.util.Optional;

/** Knows one form of secret by how it begins. */
interface Finder {
  /** The secret that is told of at this place of a text, if there is one. */
  Optional<Hit> find(Text text, int place);
}
