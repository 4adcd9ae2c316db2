package io.portcullis.local.lambda;

import io.portcullis.local.http.Answer;
import io.portcullis.local.http.Call;
import io.portcullis.local.http.LoopbackServer;
import io.portcullis.local.http.Reply;
import io.portcullis.local.http.ServiceHandler;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;

/**
 * The Runtime API of one execution environment.
 *
 * <p>Follows "Using the Lambda runtime API for custom runtimes"
 * (docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html), and for {@code restore/next} "Runtime
 * hooks for Lambda SnapStart" (docs.aws.amazon.com/lambda/latest/dg/snapstart-runtime-hooks.html).
 */
final class RuntimeApi implements AutoCloseable {
  private static final Pattern RESULT =
      Pattern.compile("/2018-06-01/runtime/invocation/([^/]+)/(response|error)");

  /** What Lambda's synchronous response may have at most, in bytes. */
  private static final int RESPONSE_LIMIT = 6_291_556;

  private final Duration timeout;
  private final ErrorReports reports;
  private final LoopbackServer server;
  private final BlockingQueue<Invocation> waiting = new ArrayBlockingQueue<>(1);
  private final CompletableFuture<Initialization> initialization = new CompletableFuture<>();
  private volatile Invocation running;

  /** How the function's initialization ended: {@code error} is empty if it is ready. */
  record Initialization(byte[] error) {
    boolean ready() {
      return error.length == 0;
    }
  }

  RuntimeApi(Duration timeout, ErrorReports reports) throws IOException {
    this.timeout = timeout;
    this.reports = reports;
    var whole = new ServiceHandler(this::serve, RESPONSE_LIMIT);
    this.server =
        LoopbackServer.start("runtime-api", 0, new StreamedResponses(whole, this::running));
  }

  String authority() {
    return server.authority();
  }

  CompletableFuture<Initialization> initialization() {
    return initialization;
  }

  /** Hands the invocation to the function as soon as it asks for the next one. */
  void hand(Invocation invocation) throws InterruptedException {
    running = invocation;
    waiting.put(invocation);
  }

  private Optional<Invocation> running(String requestId) {
    return Optional.ofNullable(running).filter(known -> known.requestId().equals(requestId));
  }

  private void serve(Call call, Reply reply) throws IOException, InterruptedException {
    var result = RESULT.matcher(call.path());
    if (call.path().equals("/2018-06-01/runtime/invocation/next")) {
      next(reply);
    } else if (call.path().equals("/2018-06-01/runtime/restore/next")) {
      reply.send(Answer.json(200, "{}"));
    } else if (call.path().matches("/2018-06-01/runtime/(init|restore)/error")) {
      reports.add(call.body());
      initialization.complete(new Initialization(call.body()));
      reply.send(Answer.json(202, "{\"status\":\"OK\"}"));
    } else if (result.matches()) {
      end(result.group(1), result.group(2), call, reply);
    } else {
      reply.send(Answer.json(404, "{\"errorType\":\"NotFound\"}"));
    }
  }

  private void next(Reply reply) throws IOException, InterruptedException {
    initialization.complete(new Initialization(new byte[0]));
    var invocation = waiting.take();
    var deadline = System.currentTimeMillis() + timeout.toMillis();
    // The client reads the content type without asking whether there is one.
    reply.send(
        Answer.json(200, "")
            .with("Lambda-Runtime-Aws-Request-Id", invocation.requestId())
            .with("Lambda-Runtime-Deadline-Ms", Long.toString(deadline))
            .with("Lambda-Runtime-Invoked-Function-Arn", invocation.functionArn())
            .with("Lambda-Runtime-Trace-Id", TraceId.next())
            .withBody(invocation.event()));
  }

  private void end(String requestId, String how, Call call, Reply reply) throws IOException {
    var known = running(requestId);
    if (known.isEmpty()) {
      reply.send(Answer.json(400, "{\"errorType\":\"InvalidRequestID\"}"));
      return;
    }
    var invocation = known.get();
    if (call.truncated()) {
      invocation.result().complete(FunctionErrors.responseTooLarge(RESPONSE_LIMIT));
      reply.send(Answer.json(413, "{\"errorType\":\"RequestEntityTooLarge\"}"));
      return;
    }
    if (how.equals("response")) {
      invocation.payload().accept(call.body());
      invocation.result().complete(new InvocationResult.Success(new byte[0]));
    } else {
      reports.add(call.body());
      invocation.result().complete(new InvocationResult.FunctionError(call.body()));
    }
    reply.send(Answer.json(202, "{\"status\":\"OK\"}"));
  }

  @Override
  public void close() {
    server.close();
  }
}
