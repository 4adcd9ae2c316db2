package io.portcullis.local.secretsmanager;

import java.io.IOException;
import java.util.Optional;

/** Where rotation functions run. */
@FunctionalInterface
public interface RotationFunction {
  /** Runs one step and returns why it failed, empty if it did not. */
  Optional<String> run(String functionArn, String event) throws IOException, InterruptedException;
}
