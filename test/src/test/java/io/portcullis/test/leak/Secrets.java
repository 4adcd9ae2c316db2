package io.portcullis.test.leak;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.portcullis.redaction.Planted;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What must come out nowhere: the planted secrets, and those that are made anew for each run.
 *
 * @param own by what they are
 */
record Secrets(Map<String, String> own) {
  /** No secret: prompts, and so answers, must come out in the log of bodies alone. */
  static final String PROMPT = "planted-prompt-7351";

  Secrets {
    own = new TreeMap<>(own);
    own.put("prompt", PROMPT);
  }

  /** What they are that some bytes hold: in plain, in base64, or inside other base64. */
  List<String> in(byte[] bytes) {
    // Each byte is a character, so that nothing around a secret can hide it.
    return in(new String(bytes, ISO_8859_1));
  }

  List<String> in(String text) {
    var found = new ArrayList<>(Planted.in(text));
    own.forEach(
        (name, value) -> {
          if (Planted.isIn(text, value)) {
            found.add(name);
          }
        });
    return found;
  }

  int count() {
    return Planted.count() + own.size();
  }

  /** All of them, as a careless function would print them. */
  byte[] printed() {
    return (Planted.all() + "\n" + String.join("\n", own.values())).getBytes(UTF_8);
  }
}
