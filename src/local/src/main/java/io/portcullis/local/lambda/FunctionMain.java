package io.portcullis.local.lambda;

import com.amazonaws.services.lambda.runtime.api.client.AWSLambda;
import java.io.IOException;

/**
 * Main class of a function's process: AWS's runtime interface client, and a thread that ends the
 * process when its standard input does. The host holds the other end, so that not even a host that
 * was killed leaves a function behind.
 *
 * <p>This class alone goes into the function's process; it must not need another one of the host.
 */
public final class FunctionMain {
  private FunctionMain() {}

  /**
   * Runs until the host goes away.
   *
   * @param arguments the handler
   */
  public static void main(String[] arguments) throws Throwable {
    var watch = new Thread(FunctionMain::endWithHost, "host-watch");
    watch.setDaemon(true);
    watch.start();
    AWSLambda.main(arguments);
  }

  private static void endWithHost() {
    try {
      while (System.in.read() >= 0) {
        continue;
      }
    } catch (IOException e) {
      Runtime.getRuntime().halt(1);
    }
    Runtime.getRuntime().halt(1);
  }
}
