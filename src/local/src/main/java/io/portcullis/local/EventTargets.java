package io.portcullis.local;

import io.portcullis.local.events.EventTarget;
import io.portcullis.local.lambda.InvocationResult;
import io.portcullis.local.lambda.Lambda;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Supplier;

/** The functions of Lambda, as Secrets Manager and EventBridge invoke them. */
record EventTargets(Supplier<Lambda> lambda) implements EventTarget {
  @Override
  public boolean has(String functionArn) {
    return lambda.get().arn(functionArn).isPresent();
  }

  @Override
  public Optional<String> invoke(String functionArn, String event)
      throws IOException, InterruptedException {
    var result = lambda.get().invoke(functionArn, event.getBytes(StandardCharsets.UTF_8));
    if (result instanceof InvocationResult.FunctionError error) {
      return Optional.of(error.message());
    }
    return result instanceof InvocationResult.Rejected rejected
        ? Optional.of(rejected.reason())
        : Optional.empty();
  }
}
