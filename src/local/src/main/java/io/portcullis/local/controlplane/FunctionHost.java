package io.portcullis.local.controlplane;

import io.portcullis.local.lambda.InvocationResult;
import java.io.IOException;
import java.util.Optional;

/** Where functions run. */
@FunctionalInterface
public interface FunctionHost {
  /** Runs a function, by its name or its ARN; empty if it is not there. */
  Optional<InvocationResult> invoke(String nameOrArn, byte[] event)
      throws IOException, InterruptedException;
}
