package io.portcullis.proxy.refusal;

import java.util.Locale;

/** The layers of the front door that this function is. */
public enum Layer {
  IDENTITY,
  PLAN,
  VALIDATION,
  TOKEN,
  GUARD,
  UPSTREAM;

  /** The word in answers and logs. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
