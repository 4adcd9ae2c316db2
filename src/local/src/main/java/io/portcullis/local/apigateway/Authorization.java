package io.portcullis.local.apigateway;

import io.portcullis.local.http.Call;
import io.portcullis.local.iam.AccessKey;
import io.portcullis.local.iam.Decision;
import io.portcullis.local.iam.Principal;
import io.portcullis.local.sigv4.SignatureVerifier;
import io.portcullis.local.sigv4.Verification;
import java.util.Optional;

/**
 * Who may call a method: its authorization type and the resource policy together.
 *
 * <p>Follows "How API Gateway resource policies affect authorization workflow"
 * (docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-authorization-flow.html).
 * Without an authorizer the policy must allow. With {@code AWS_IAM} the signature comes first, then
 * policies are evaluated together: a caller of the API's own account has none of its own here, one
 * of another account is taken as allowed by its own, so that in both cases the resource policy must
 * allow.
 */
final class Authorization {
  private final ApiIdentity api;
  private final Stage stage;
  private final Optional<ResourcePolicy> policy;
  private final SignatureVerifier signatures;

  Authorization(
      ApiIdentity api,
      Stage stage,
      Optional<ResourcePolicy> policy,
      Callers callers,
      Clocks clocks) {
    this.api = api;
    this.stage = stage;
    this.policy = policy;
    this.signatures =
        new SignatureVerifier(callers.keys(), api.region(), "execute-api", clocks.wall());
  }

  /** What became of a call. */
  sealed interface Result {
    /** It goes on, with its caller if it was signed. */
    record Admitted(Optional<AccessKey> caller) implements Result {}

    /** It ends here. */
    record Refused(GatewayError error) implements Result {}
  }

  Result check(Method method, Call call, String path, Source source) {
    if (method.open()) {
      return anonymous(call, path, source);
    }
    if (method.signed()) {
      return signed(call, path, source);
    }
    // An authorizer that cannot run here must not let anybody through.
    return refused(GatewayResponseType.AUTHORIZER_CONFIGURATION_ERROR, "Internal server error");
  }

  private Result anonymous(Call call, String path, Source source) {
    if (policy.isEmpty()) {
      return new Result.Admitted(Optional.empty());
    }
    var decision = decision(Optional.empty(), call.method(), path, source);
    return decision == Decision.ALLOW
        ? new Result.Admitted(Optional.empty())
        : denied(decision, "anonymous", call, path);
  }

  private Result signed(Call call, String path, Source source) {
    if (call.truncated()) {
      return new Result.Refused(GatewayError.tooLarge(call));
    }
    var verification = signatures.verify(source.asSent(call));
    if (verification instanceof Verification.Refused refused) {
      return refused(type(refused.reason()), refused.message());
    }
    var key = ((Verification.Signed) verification).key();
    var decision = decision(Optional.of(key.principal()), call.method(), path, source);
    return decision == Decision.ALLOW
        ? new Result.Admitted(Optional.of(key))
        : denied(decision, key.principal().userArn(), call, path);
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

  private Result denied(Decision decision, String caller, Call call, String path) {
    return refused(
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

  private static Result refused(GatewayResponseType type, String message) {
    return new Result.Refused(GatewayError.of(type, message));
  }
}
