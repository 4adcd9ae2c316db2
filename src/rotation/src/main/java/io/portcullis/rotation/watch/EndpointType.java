package io.portcullis.rotation.watch;

import io.portcullis.huggingface.EndpointDescription;
import java.util.Set;

/** Whom an endpoint may admit, in the words of {@code ENDPOINT_TYPE}. */
public enum EndpointType {
  /** Its owner's tokens alone. */
  PRIVATE("private"),
  /** Anyone. */
  PUBLIC("public");

  /** With the older word for the same. */
  private static final Set<String> FOR_THE_OWNER_ALONE = Set.of("private", "protected");

  private final String word;

  EndpointType(String word) {
    this.word = word;
  }

  public static EndpointType of(String word) {
    for (var type : values()) {
      if (type.word.equals(word)) {
        return type;
      }
    }
    throw new IllegalArgumentException(
        "'ENDPOINT_TYPE' must be 'private' or 'public', got '%s'".formatted(word));
  }

  /** Whether an endpoint admits more callers; one of a type that nobody knows counts as open. */
  boolean isExceededBy(EndpointDescription endpoint) {
    return this == PRIVATE && !FOR_THE_OWNER_ALONE.contains(endpoint.type());
  }
}
