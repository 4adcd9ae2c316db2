package io.portcullis.runtime;

import io.portcullis.redaction.LateSecrets;
import io.portcullis.redaction.RedactingOutput;
import io.portcullis.redaction.Redactor;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;

/**
 * Main class of a function's process, started by {@code runtime.sh} in place of AWS's Java runtime.
 */
public final class Main {
  private Main() {}

  /**
   * Serves the function that the environment variables of Lambda describe. Every way out is a
   * failure, for which Lambda starts another process.
   */
  public static void main(String[] arguments) {
    var secrets = new LateSecrets();
    var redactor = Redactor.with(secrets);
    var log = RedactingOutput.install(redactor);
    try (var api = new RuntimeApi(System.getenv("AWS_LAMBDA_RUNTIME_API"))) {
      var snapStart = "snap-start".equals(System.getenv("AWS_LAMBDA_INITIALIZATION_TYPE"));
      new LambdaRuntime(api, log, redactor)
          .run(() -> handler(System.getenv("_HANDLER"), secrets), snapStart);
    } catch (IOException e) {
      log.println("the Runtime API failed: " + e.getMessage());
    }
    System.exit(1);
  }

  private static StreamHandler handler(String name, LateSecrets secrets)
      throws ReflectiveOperationException {
    var handler = created(name);
    secrets.heldBy(handler::secrets);
    return handler;
  }

  private static StreamHandler created(String name) throws ReflectiveOperationException {
    var type = Class.forName(name).asSubclass(StreamHandler.class);
    try {
      return type.getConstructor().newInstance();
    } catch (InvocationTargetException e) {
      // What the constructor threw says more than that it threw.
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw e;
    }
  }
}
