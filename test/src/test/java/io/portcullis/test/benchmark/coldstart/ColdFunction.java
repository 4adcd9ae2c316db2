package io.portcullis.test.benchmark.coldstart;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.portcullis.local.assembly.Environment;
import io.portcullis.local.lambda.InvocationResult;
import io.portcullis.local.lambda.Lambda;
import io.portcullis.local.lambda.ProcessVariables;
import io.portcullis.test.benchmark.Figures;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A function of the assembly, to be started anew for each call.
 *
 * @param arn of the version that starts without a snapshot
 * @param alias of the version that starts from one, if there is one
 */
record ColdFunction(String handler, String arn, Optional<String> alias) {

  static ColdFunction of(Environment environment, String handler) {
    var function =
        environment.resources("AWS::Lambda::Function").stream()
            .filter(one -> one.properties().text("Handler").orElse("").equals(handler))
            .findFirst()
            .orElseThrow();
    var alias =
        environment.resources("AWS::Lambda::Alias").stream()
            .filter(one -> one.properties().requiredText("FunctionName").equals(function.ref()))
            .map(one -> one.ref())
            .findFirst();
    return new ColdFunction(handler, function.attribute("Arn"), alias);
  }

  /**
   * What a first answer took.
   *
   * @param millis that passed
   * @param processor milliseconds of processors that the function's process used: of them a machine
   *     that is busy with something else takes none away
   */
  record Time(double millis, double processor) {}

  /** From the start of a process to the end of its first answer. */
  Time plain(Environment environment, ProcessVariables variables, Path state, byte[] event)
      throws IOException, InterruptedException {
    try (var lambda = new Lambda(environment, variables, state)) {
      return first(lambda, arn, event);
    }
  }

  /** From the end of the restore to the end of the first answer. */
  Time primed(Environment environment, ProcessVariables variables, Path state, byte[] event)
      throws IOException, InterruptedException {
    try (var lambda = new Lambda(environment, variables, state)) {
      lambda.warmUp(alias.orElseThrow());
      return first(lambda, alias.orElseThrow(), event);
    }
  }

  private Time first(Lambda lambda, String qualified, byte[] event)
      throws IOException, InterruptedException {
    var before = processor(lambda);
    var begin = System.nanoTime();
    var result = lambda.invoke(qualified, event);
    var time = new Time(Figures.millis(System.nanoTime() - begin), processor(lambda) - before);
    if (!(result instanceof InvocationResult.Success success)
        || new String(success.payload(), UTF_8).matches("(?s).*(\"statusCode\":[345]|Deny).*")) {
      throw new IOException("'%s' fails: %s".formatted(handler, text(result)));
    }
    return time;
  }

  private static double processor(Lambda lambda) {
    return lambda.processes().stream()
        .flatMap(process -> process.info().totalCpuDuration().stream())
        .mapToDouble(used -> Figures.millis(used.toNanos()))
        .sum();
  }

  private static String text(InvocationResult result) {
    if (result instanceof InvocationResult.FunctionError error) {
      return error.message();
    }
    return result instanceof InvocationResult.Success success
        ? new String(success.payload(), UTF_8)
        : result.toString();
  }
}
