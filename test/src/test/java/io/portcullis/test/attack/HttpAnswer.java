package io.portcullis.test.attack;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What came back.
 *
 * @param status 0 if the connection ended without an answer
 * @param headers by their names in small letters
 */
record HttpAnswer(int status, Map<String, List<String>> headers, String body) {
  /** The connection ended. */
  static final HttpAnswer NOTHING = new HttpAnswer(0, Map.of(), "");

  Optional<String> header(String name) {
    return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of()).stream().findFirst();
  }
}
