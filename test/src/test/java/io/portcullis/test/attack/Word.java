package io.portcullis.test.attack;

import java.util.Locale;

/** How the corpus spells a constant: in small letters, with dashes. */
final class Word {
  private Word() {}

  static String of(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
