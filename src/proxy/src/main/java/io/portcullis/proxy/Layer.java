package io.portcullis.proxy;

import java.util.Locale;

/** The layers of the front door that this function is. */
enum Layer {
  IDENTITY,
  VALIDATION,
  TOKEN,
  GUARD,
  UPSTREAM;

  /** The word in answers and logs. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
