package io.portcullis.constructs.authorizer;

import io.portcullis.constructs.function.FunctionMetrics;
import io.portcullis.constructs.function.FunctionRole;
import io.portcullis.constructs.function.JavaFunction;
import io.portcullis.constructs.policy.Findings;
import java.util.List;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.apigateway.IdentitySource;
import software.amazon.awscdk.services.apigateway.RequestAuthorizer;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.lambda.Alias;
import software.amazon.awscdk.services.lambda.CfnPermission;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.lambda.SnapStartConf;
import software.constructs.Construct;

/**
 * Who a caller is, by a JWT of an OpenID Connect issuer in the header {@code Authorization}: its
 * subject is one customer's. The token must be the issuer's, for one of the audiences, of now, and
 * with all of the scopes.
 *
 * <pre>{@code
 * var authorizer =
 *     JwtAuthorizer.Builder.create(this, "Authorizer")
 *         .issuer("https://login.example.com/tenant")
 *         .audiences(List.of("https://llm.example.com"))
 *         .build();
 * }</pre>
 *
 * <p>API Gateway keeps a result by token and API key together: by the token alone, a stolen one
 * would pass with any other key. Whether that key is the customer's, the proxy checks at every
 * call.
 *
 * <p>The function runs outside of any VPC, because it reads the issuer's keys and calls nothing
 * else. It has to be in the stack of its one API.
 */
public final class JwtAuthorizer extends Construct {
  private final FunctionRole role;
  private final JavaFunction function;
  private final Alias alias;
  private final RequestAuthorizer authorizer;
  private final FunctionMetrics metrics;

  public JwtAuthorizer(Construct scope, String id, JwtAuthorizerProps props) {
    super(scope, id);
    role = new FunctionRole(this, "Role");
    function = function(props);
    alias = alias();
    authorizer = authorizer(props);
    metrics = new FunctionMetrics(getFunction());
    narrowPermissions();
    acknowledge();
  }

  /** What an API asks; it belongs to the first that does. */
  public RequestAuthorizer getAuthorizer() {
    return authorizer;
  }

  public Function getFunction() {
    return function.getFunction();
  }

  public Alias getAlias() {
    return alias;
  }

  public Role getRole() {
    return role.getRole();
  }

  /** Callers who were told apart, summed over five minutes; a kept result is not counted again. */
  public Metric metricAuthorized() {
    return metrics.sum("Authorized");
  }

  /** Callers whose token was refused, summed over five minutes. */
  public Metric metricRefused() {
    return metrics.sum("Refused");
  }

  /**
   * Times that the issuer did not give its keys, summed over five minutes; earlier ones help out
   * for some hours.
   */
  public Metric metricIssuerFailures() {
    return metrics.sum("IssuerFailures");
  }

  private JavaFunction function(JwtAuthorizerProps props) {
    var function =
        JavaFunction.Builder.create(this, "Function")
            .description("Tells which customer a caller is, by a JWT")
            .code(props.code())
            .handler("io.portcullis.authorizer.AuthorizerHandler")
            .role(role.getRole())
            .environment(JwtVariables.of(props))
            .memorySize(props.memorySize())
            .timeout(props.timeout())
            .snapStart(SnapStartConf.ON_PUBLISHED_VERSIONS)
            .logRetention(props.logRetention())
            .removalPolicy(props.removalPolicy());
    props.encryptionKey().ifPresent(function::encryptionKey);
    return function.build();
  }

  /** Only a published version has a snapshot. */
  private Alias alias() {
    return Alias.Builder.create(this, "Alias")
        .aliasName("live")
        .version(getFunction().getCurrentVersion())
        .build();
  }

  private RequestAuthorizer authorizer(JwtAuthorizerProps props) {
    return RequestAuthorizer.Builder.create(this, "Resource")
        .handler(alias)
        .identitySources(
            List.of(IdentitySource.header("Authorization"), IdentitySource.header("x-api-key")))
        .resultsCacheTtl(props.resultsCacheTtl())
        .build();
  }

  /**
   * Names the account besides the authorizer of the API, whose ids another account can guess. The
   * CDK puts the permission below the alias.
   */
  private void narrowPermissions() {
    var account = Stack.of(this).getAccount();
    alias.getNode().findAll().stream()
        .filter(CfnPermission.class::isInstance)
        .map(CfnPermission.class::cast)
        .forEach(permission -> permission.setSourceAccount(account));
  }

  private void acknowledge() {
    Findings.acknowledge(
        getFunction(),
        "NIST.800.53.R5-LambdaInsideVPC",
        "It reads the issuer's keys, which no interface endpoint leads to");
    Findings.acknowledge(
        getFunction(),
        "Annotation::@aws-cdk/aws-lambda:snapStartRequirePublish",
        "The alias 'live' points at a published version");
  }

  /** The spelling every construct of the AWS library has in Java. */
  public static final class Builder {
    private Builder() {}

    public static JwtAuthorizerProps.Builder<JwtAuthorizer> create(Construct scope, String id) {
      return new JwtAuthorizerProps.Builder<>(props -> new JwtAuthorizer(scope, id, props));
    }
  }
}
