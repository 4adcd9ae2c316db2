package io.portcullis.local.apigateway;

import io.portcullis.local.http.Call;
import io.portcullis.local.iam.Decision;
import io.portcullis.local.iam.Principal;
import io.portcullis.local.sigv4.SignatureVerifier;
import io.portcullis.local.sigv4.Verification;
import java.util.List;
import java.util.Optional;

/**
 * Who may call a method: its authorization type and the resource policy together.
 *
 * <p>Follows "How API Gateway resource policies affect authorization workflow"
 * (docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-authorization-flow.html).
 * Without an authorizer the policy must allow. With {@code AWS_IAM} the signature comes first, then
 * policies are evaluated together: a caller of the API's own account has none of its own here, one
 * of another account is taken as allowed by its own, so that in both cases the resource policy must
 * allow. With a Lambda authorizer the resource policy is first searched for a denial, and then
 * evaluated together with the authorizer's.
 */
final class Authorization {
  private static final String ANONYMOUS = "anonymous";

  private final ApiIdentity api;
  private final Stage stage;
  private final Optional<ResourcePolicy> policy;
  private final SignatureVerifier signatures;
  private final Authorizers authorizers;
  private final LambdaAuthorization functions;

  Authorization(
      ApiIdentity api,
      Stage stage,
      Optional<ResourcePolicy> policy,
      Callers callers,
      Authorizers authorizers,
      LambdaAuthorization functions,
      Clocks clocks) {
    this.api = api;
    this.stage = stage;
    this.policy = policy;
    this.signatures =
        new SignatureVerifier(callers.keys(), api.region(), "execute-api", clocks.wall());
    this.authorizers = authorizers;
    this.functions = functions;
  }

  /** What became of a call. */
  sealed interface Result {
    /** It goes on, with its caller as far as it is known. */
    record Admitted(RequestContext context) implements Result {}

    /** It ends here. */
    record Refused(RequestContext context, GatewayError error) implements Result {}
  }

  Result check(Method method, Call call, String path, RequestContext context)
      throws InterruptedException {
    if (method.open()) {
      return anonymous(call, path, context);
    }
    if (method.signed()) {
      return signed(call, path, context);
    }
    var authorizer = authorizers.of(method);
    return authorizer.isPresent()
        ? authorized(authorizer.get(), call, path, context)
        // An authorizer that cannot run here must not let anybody through.
        : refused(
            context, GatewayResponseType.AUTHORIZER_CONFIGURATION_ERROR, "Internal server error");
  }

  /** Functions that tell who calls. */
  List<String> functionArns() {
    return authorizers.functionArns();
  }

  /** Whether a method's calls are authorized by a function. */
  boolean asksFunction(Method method) {
    return authorizers.of(method).isPresent();
  }

  private Result anonymous(Call call, String path, RequestContext context) {
    if (policy.isEmpty()) {
      return new Result.Admitted(context);
    }
    var decision = decision(Optional.empty(), call.method(), path, context.source());
    return decision == Decision.ALLOW
        ? new Result.Admitted(context)
        : denied(context, decision, ANONYMOUS, call, path);
  }

  private Result signed(Call call, String path, RequestContext context) {
    if (call.truncated()) {
      return new Result.Refused(context, GatewayError.tooLarge(call));
    }
    var verification = signatures.verify(context.source().asSent(call));
    if (verification instanceof Verification.Refused refused) {
      return refused(context, type(refused.reason()), refused.message());
    }
    var key = ((Verification.Signed) verification).key();
    var decision = decision(Optional.of(key.principal()), call.method(), path, context.source());
    return decision == Decision.ALLOW
        ? new Result.Admitted(context.withCaller(key))
        : denied(context, decision, key.principal().userArn(), call, path);
  }

  private Result authorized(
      LambdaAuthorizer authorizer, Call call, String path, RequestContext context)
      throws InterruptedException {
    var byResource = decision(Optional.empty(), call.method(), path, context.source());
    if (byResource == Decision.EXPLICIT_DENY) {
      return denied(context, byResource, ANONYMOUS, call, path);
    }
    var result = functions.ask(authorizer, call, path, context);
    if (result instanceof LambdaAuthorization.Result.Refused refused) {
      return new Result.Refused(context, refused.error());
    }
    var known = ((LambdaAuthorization.Result.Known) result).authorizer();
    var request =
        InvokeRequest.of(api, context.source(), Optional.empty(), target(call.method(), path));
    var decision = known.output().policy().evaluate(request).or(byResource);
    var told = context.withAuthorizer(known);
    return LambdaAuthorization.denial(decision)
        .<Result>map(error -> new Result.Refused(told, error))
        .orElseGet(() -> new Result.Admitted(told));
  }

  /**
   * The words of "How do I troubleshoot HTTP 403 errors from API Gateway?"
   * (repost.aws/knowledge-center/api-gateway-troubleshoot-403-forbidden), whose rows are the types.
   */
  private static GatewayResponseType type(Verification.Reason reason) {
    return switch (reason) {
      case MISSING -> GatewayResponseType.MISSING_AUTHENTICATION_TOKEN;
      case UNKNOWN_KEY -> GatewayResponseType.ACCESS_DENIED;
      case EXPIRED -> GatewayResponseType.EXPIRED_TOKEN;
      case INVALID -> GatewayResponseType.INVALID_SIGNATURE;
    };
  }

  /** What the resource policy says about a call; without one nobody is allowed by it. */
  Decision decision(Optional<Principal> caller, String method, String path, Source source) {
    return policy
        .map(known -> known.evaluate(source, caller, target(method, path)))
        .orElse(Decision.IMPLICIT_DENY);
  }

  private Result denied(
      RequestContext context, Decision decision, String caller, Call call, String path) {
    return refused(
        context,
        GatewayResponseType.ACCESS_DENIED,
        "User: %s is not authorized to perform: execute-api:Invoke on resource: %s%s"
            .formatted(
                caller,
                api.maskedExecuteArn(target(call.method(), path)),
                decision == Decision.EXPLICIT_DENY ? " with an explicit deny" : ""));
  }

  private String target(String method, String path) {
    return "%s/%s%s".formatted(stage.name(), method, path);
  }

  private static Result refused(RequestContext context, GatewayResponseType type, String message) {
    return new Result.Refused(context, GatewayError.of(type, message));
  }
}
