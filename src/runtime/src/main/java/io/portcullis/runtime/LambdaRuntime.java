package io.portcullis.runtime;

import io.portcullis.redaction.Redactor;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Optional;

/** Hands one event after the other to a handler. */
final class LambdaRuntime {
  /** Where AWS's SDKs and the X-Ray SDK look: no process can set its own environment variables. */
  private static final String TRACE_PROPERTY = "com.amazonaws.xray.traceHeader";

  private final RuntimeApi api;
  private final PrintStream log;
  private final Redactor redactor;

  /**
   * A loop that has not begun.
   *
   * @param log where errors are told of, redacted
   */
  LambdaRuntime(RuntimeApi api, PrintStream log, Redactor redactor) {
    this.api = api;
    this.log = log;
    this.redactor = redactor;
  }

  /** Creates a handler. */
  @FunctionalInterface
  interface HandlerFactory {
    StreamHandler create() throws ReflectiveOperationException;
  }

  /**
   * Runs until the Runtime API goes away, or returns at once if the function cannot start.
   *
   * @param snapStart whether execution environments start from a snapshot of what is ready here
   */
  void run(HandlerFactory factory, boolean snapStart) throws IOException {
    var handler = start(factory, snapStart);
    if (handler.isPresent() && (!snapStart || restored(handler.get()))) {
      while (true) {
        serve(handler.get(), api.next());
      }
    }
  }

  private Optional<StreamHandler> start(HandlerFactory factory, boolean snapStart)
      throws IOException {
    try {
      var handler = factory.create();
      if (snapStart) {
        handler.beforeSnapshot();
        Rehearsal.run(redactor);
      }
      return Optional.of(handler);
    } catch (ReflectiveOperationException | RuntimeException | Error e) {
      api.failInit(logged(FunctionError.ofInit("Function.InitFailed", e)));
      return Optional.empty();
    }
  }

  private boolean restored(StreamHandler handler) throws IOException {
    api.restoreNext();
    try {
      handler.afterRestore();
      return true;
    } catch (RuntimeException | Error e) {
      api.failRestore(logged(FunctionError.ofInit("Function.AfterRestoreFailed", e)));
      return false;
    }
  }

  void serve(StreamHandler handler, RuntimeApi.Next next) throws IOException {
    next.traceId()
        .ifPresentOrElse(
            traceId -> System.setProperty(TRACE_PROPERTY, traceId),
            () -> System.clearProperty(TRACE_PROPERTY));
    var response = new RuntimeResponse(api, next.invocation().requestId());
    try {
      handler.handle(next.invocation(), response);
      response.end();
    } catch (IOException | RuntimeException | Error e) {
      response.fail(logged(FunctionError.ofInvocation(e)));
    }
  }

  private FunctionError logged(FunctionError error) {
    var redacted = error.redacted(redactor);
    log.println(redacted.text());
    return redacted;
  }
}
