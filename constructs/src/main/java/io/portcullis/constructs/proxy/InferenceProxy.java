package io.portcullis.constructs.proxy;

import io.portcullis.constructs.function.FunctionMetrics;
import io.portcullis.constructs.function.JavaFunction;
import io.portcullis.constructs.policy.Findings;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Tokenization;
import software.amazon.awscdk.services.apigateway.ResponseTransferMode;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.cloudwatch.MetricOptions;
import software.amazon.awscdk.services.iam.Grant;
import software.amazon.awscdk.services.iam.IGrantable;
import software.amazon.awscdk.services.lambda.Alias;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.lambda.SnapStartConf;
import software.constructs.Construct;

/**
 * The function that alone calls the Inference Endpoint, started from a snapshot. Callers use its
 * alias {@code live}, since only a published version has a snapshot.
 *
 * <p>AWS CodeDeploy can move the alias to a new version step by step, and back when an alarm fires:
 *
 * <pre>{@code
 * LambdaDeploymentGroup.Builder.create(this, "Canary")
 *     .alias(proxy.getAlias())
 *     .deploymentConfig(LambdaDeploymentConfig.CANARY_10_PERCENT_5_MINUTES)
 *     .alarms(List.of(alarm))
 *     .build();
 * }</pre>
 *
 * <p>What has no property here is the function's own: {@code getFunction().addEnvironment("NAME",
 * "value")} publishes a new version, and the alias follows.
 */
public final class InferenceProxy extends Construct {
  /** Those of {@code io.portcullis.proxy.Layer}. */
  private static final List<String> LAYERS =
      List.of("identity", "validation", "token", "guard", "upstream");

  /** Starts the function's own runtime; AWS's for Java cannot stream. */
  private static final String WRAPPER = "/var/task/runtime.sh";

  private final ResponseTransferMode responseTransferMode;
  private final JavaFunction function;
  private final Alias alias;
  private final FunctionMetrics metrics;

  public InferenceProxy(Construct scope, String id, InferenceProxyProps props) {
    super(scope, id);
    responseTransferMode = props.responseTransferMode();
    function = function(props);
    alias = alias();
    metrics = new FunctionMetrics(getFunction());
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

  /** How answers reach API Gateway. */
  public ResponseTransferMode getResponseTransferMode() {
    return responseTransferMode;
  }

  /** Calls that came through to the proxy, summed over five minutes. */
  public Metric metricCalls() {
    return metrics.sum("Calls");
  }

  /** The same of one customer, by the customer's name. */
  public Metric metricCalls(String customer) {
    return metrics.sum("Calls", "Customer", customer);
  }

  /** Calls that the proxy refused for a layer, summed over five minutes. */
  public Metric metricRefused(String layer) {
    return metrics.sum("Refused", "Layer", layer);
  }

  /** The same for each layer that the proxy refuses for. */
  public Map<String, Metric> metricRefusedByLayer() {
    var byLayer = new LinkedHashMap<String, Metric>();
    LAYERS.forEach(layer -> byLayer.put(layer, metricRefused(layer)));
    return Collections.unmodifiableMap(byLayer);
  }

  /** Calls that the endpoint failed to answer, summed over five minutes. */
  public Metric metricUpstreamFailures() {
    return metrics.sum("UpstreamFailures");
  }

  /** Calls that came while the endpoint was starting, summed over five minutes. */
  public Metric metricWarming() {
    return metrics.sum("Warming");
  }

  /** Time until the endpoint begins to answer, the 99th percentile of five minutes. */
  public Metric metricFirstByte() {
    return metrics.of("FirstByte", "p99", Duration.minutes(5));
  }

  /** Time of a whole call in the proxy, the 99th percentile of five minutes. */
  public Metric metricTotal() {
    return metrics.of("Total", "p99", Duration.minutes(5));
  }

  /** Age of the token when it was last read from its secret, the greatest of an hour. */
  public Metric metricTokenAge() {
    return metrics.of("TokenAge", "Maximum", Duration.hours(1));
  }

  /** Calls that Lambda refused to start the function for, summed over five minutes. */
  public Metric metricThrottles() {
    return getFunction()
        .metricThrottles(
            MetricOptions.builder().statistic("Sum").period(Duration.minutes(5)).build());
  }

  /** Calls that the function works on at one time, the most of five minutes. */
  public Metric metricConcurrentExecutions() {
    return getFunction()
        .metric(
            "ConcurrentExecutions",
            MetricOptions.builder().statistic("Maximum").period(Duration.minutes(5)).build());
  }

  private JavaFunction function(InferenceProxyProps props) {
    var function =
        JavaFunction.Builder.create(this, "Function")
            .description("Calls the Hugging Face Inference Endpoint")
            .code(props.code())
            .handler("io.portcullis.proxy." + handler(props))
            .role(props.role())
            .environment(environment(props))
            .memorySize(props.memorySize())
            .timeout(props.timeout())
            .snapStart(SnapStartConf.ON_PUBLISHED_VERSIONS)
            .vpc(props.vpc())
            .vpcSubnets(props.vpcSubnets())
            .securityGroups(List.of(props.securityGroup()))
            .logRetention(props.logRetention())
            .removalPolicy(props.removalPolicy());
    props.encryptionKey().ifPresent(function::encryptionKey);
    props.reservedConcurrentExecutions().ifPresent(function::reservedConcurrentExecutions);
    return function.build();
  }

  private static String handler(InferenceProxyProps props) {
    return isStreaming(props) ? "StreamingProxyHandler" : "ProxyHandler";
  }

  private static boolean isStreaming(InferenceProxyProps props) {
    return props.responseTransferMode() == ResponseTransferMode.STREAM;
  }

  private static Map<String, String> environment(InferenceProxyProps props) {
    var environment = new LinkedHashMap<String, String>();
    environment.put("ENDPOINT_URL", props.endpointUrl());
    environment.put("TOKEN_SECRET_ARN", props.tokenSecret().getSecretArn());
    environment.put(
        "TOKEN_CACHE_SECONDS", Tokenization.stringifyNumber(props.tokenCache().toSeconds()));
    environment.putAll(props.deadlines().environment());
    environment.putAll(RequestRules.environment(props));
    if (isStreaming(props)) {
      environment.put("AWS_LAMBDA_EXEC_WRAPPER", WRAPPER);
    }
    return environment;
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
