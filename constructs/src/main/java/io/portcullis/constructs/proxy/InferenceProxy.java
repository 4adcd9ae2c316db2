package io.portcullis.constructs.proxy;

import io.portcullis.constructs.function.FunctionPackage;
import io.portcullis.constructs.function.JavaFunction;
import io.portcullis.constructs.policy.Findings;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Tokenization;
import software.amazon.awscdk.services.iam.Grant;
import software.amazon.awscdk.services.iam.IGrantable;
import software.amazon.awscdk.services.lambda.Alias;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.lambda.SnapStartConf;
import software.constructs.Construct;

/**
 * The function that alone calls the Inference Endpoint, started from a snapshot. Callers use its
 * alias {@code live}, since only a published version has a snapshot.
 */
public final class InferenceProxy extends Construct {
  private final JavaFunction function;
  private final Alias alias;

  public InferenceProxy(Construct scope, String id, InferenceProxyProps props) {
    super(scope, id);
    function = function(props);
    alias = alias();
    Findings.acknowledge(
        getFunction(),
        "Annotation::@aws-cdk/aws-lambda:snapStartRequirePublish",
        "The alias 'live' points at a published version");
  }

  /** Allows the grantee to call the proxy by its alias. */
  public Grant grantInvoke(IGrantable grantee) {
    return alias.grantInvoke(grantee);
  }

  public Function getFunction() {
    return function.getFunction();
  }

  public Alias getAlias() {
    return alias;
  }

  private JavaFunction function(InferenceProxyProps props) {
    var function =
        JavaFunction.Builder.create(this, "Function")
            .description("Calls the Hugging Face Inference Endpoint")
            .code(FunctionPackage.PROXY.code())
            .handler("io.portcullis.proxy.ProxyHandler")
            .role(props.role())
            .environment(
                Map.of(
                    "ENDPOINT_URL", props.endpointUrl(),
                    "TOKEN_SECRET_ARN", props.tokenSecret().getSecretArn(),
                    "TOKEN_CACHE_SECONDS",
                        Tokenization.stringifyNumber(props.tokenCache().toSeconds())))
            .memorySize(props.memorySize())
            .timeout(props.timeout())
            .snapStart(SnapStartConf.ON_PUBLISHED_VERSIONS)
            .vpc(props.vpc())
            .securityGroups(List.of(props.securityGroup()))
            .logRetention(props.logRetention())
            .removalPolicy(props.removalPolicy());
    props.encryptionKey().ifPresent(function::encryptionKey);
    props.reservedConcurrentExecutions().ifPresent(function::reservedConcurrentExecutions);
    return function.build();
  }

  private Alias alias() {
    return Alias.Builder.create(this, "Alias")
        .aliasName("live")
        .version(getFunction().getCurrentVersion())
        .build();
  }

  /** The spelling every construct of the AWS library has in Java. */
  public static final class Builder {
    private Builder() {}

    public static InferenceProxyProps.Builder<InferenceProxy> create(Construct scope, String id) {
      return new InferenceProxyProps.Builder<>(props -> new InferenceProxy(scope, id, props));
    }
  }
}
