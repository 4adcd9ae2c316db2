package io.portcullis.local.apigateway;

import io.portcullis.local.http.Call;
import io.portcullis.local.iam.Decision;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Asks a method's function who calls.
 *
 * <p>Follows "Use API Gateway Lambda authorizers"
 * (docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-use-lambda-authorizer.html): a
 * call without one of the identity sources is refused before the function is invoked, and an error
 * with the message {@value #UNAUTHORIZED} refuses the caller. Errors are not cached.
 */
final class LambdaAuthorization {
  private static final String UNAUTHORIZED = "Unauthorized";

  private final FunctionInvoker functions;
  private final AuthorizerEvent events;
  private final ContextVariables variables;
  private final Clocks clocks;

  LambdaAuthorization(
      FunctionInvoker functions,
      AuthorizerEvent events,
      ContextVariables variables,
      Clocks clocks) {
    this.functions = functions;
    this.events = events;
    this.variables = variables;
    this.clocks = clocks;
  }

  /** What came of asking. */
  sealed interface Result {
    /** The function said something, now or a while ago. */
    record Known(AuthorizerResult authorizer) implements Result {}

    /** API Gateway answers. */
    record Refused(GatewayError error) implements Result {}
  }

  Result ask(LambdaAuthorizer authorizer, Call call, String path, RequestContext context)
      throws InterruptedException {
    var identity = authorizer.identity(call, variables.of(call, path, context));
    if (identity.isEmpty()) {
      return refused(GatewayResponseType.UNAUTHORIZED, UNAUTHORIZED);
    }
    var cached = authorizer.cache().find(identity.get());
    return cached.isPresent()
        ? new Result.Known(new AuthorizerResult(cached.get(), Duration.ZERO))
        : invoke(
            authorizer, identity.get(), events.of(authorizer, identity.get(), call, path, context));
  }

  private Result invoke(LambdaAuthorizer authorizer, List<String> identity, byte[] event)
      throws InterruptedException {
    var started = clocks.meter().currentTimeNanos();
    try {
      var result = functions.invoke(authorizer.functionArn(), event);
      if (result instanceof FunctionInvoker.Result.Returned returned) {
        var output = AuthorizerOutput.parse(returned.payload());
        authorizer.cache().put(identity, output);
        var latency = Duration.ofNanos(clocks.meter().currentTimeNanos() - started);
        return new Result.Known(new AuthorizerResult(output, latency));
      }
      return failure(result);
    } catch (IllegalArgumentException | IOException e) {
      return broken(GatewayResponseType.AUTHORIZER_CONFIGURATION_ERROR);
    }
  }

  private static Result failure(FunctionInvoker.Result result) {
    if (result instanceof FunctionInvoker.Result.Failed failed) {
      return failed.message().equals(UNAUTHORIZED)
          ? refused(GatewayResponseType.UNAUTHORIZED, UNAUTHORIZED)
          : broken(GatewayResponseType.AUTHORIZER_FAILURE);
    }
    return broken(GatewayResponseType.AUTHORIZER_CONFIGURATION_ERROR);
  }

  private static Result broken(GatewayResponseType type) {
    return refused(type, "Internal server error");
  }

  private static Result refused(GatewayResponseType type, String message) {
    return new Result.Refused(GatewayError.of(type, message));
  }

  /**
   * What a caller is told whom the policies do not allow ("How do I troubleshoot HTTP 403 errors
   * when using a Lambda authorizer with an API Gateway REST API?", AWS Knowledge Center).
   */
  static Optional<GatewayError> denial(Decision decision) {
    return switch (decision) {
      case ALLOW -> Optional.empty();
      case IMPLICIT_DENY -> Optional.of(denial(""));
      case EXPLICIT_DENY -> Optional.of(denial(" with an explicit deny"));
    };
  }

  private static GatewayError denial(String how) {
    return GatewayError.of(
        GatewayResponseType.ACCESS_DENIED, "User is not authorized to access this resource" + how);
  }
}
