package io.portcullis.test.attack;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What became of an attack.
 *
 * @param group of the corpus
 * @param attack its name
 * @param expected who must refuse it
 * @param actual who did
 * @param off what was switched off then, empty if nothing can be
 * @param expectedThen who must refuse it then
 * @param actualThen who did
 */
record Row(
    String group,
    String attack,
    Outcome expected,
    Outcome actual,
    String off,
    Outcome expectedThen,
    Outcome actualThen) {
  boolean right() {
    return expected.equals(actual) && expectedThen.equals(actualThen);
  }

  /** For a machine. */
  Map<String, String> texts() {
    var texts = new LinkedHashMap<String, String>();
    texts.put("group", group);
    texts.put("case", attack);
    texts.put("refusedBy", actual.toString());
    texts.put("off", off);
    texts.put("then", actualThen.toString());
    texts.put("right", Boolean.toString(right()));
    return texts;
  }
}
