package io.portcullis.local.events;

import java.io.IOException;
import java.util.Optional;

/** Where the functions run that rules invoke. */
public interface EventTarget {
  /** Whether the template has the function. */
  boolean has(String functionArn);

  /** Runs a function and returns why it failed, empty if it did not. */
  Optional<String> invoke(String functionArn, String event)
      throws IOException, InterruptedException;
}
