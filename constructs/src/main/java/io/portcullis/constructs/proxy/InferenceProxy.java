package io.portcullis.constructs.proxy;

import io.portcullis.constructs.function.FunctionMetrics;
import io.portcullis.constructs.function.JavaFunction;
import io.portcullis.constructs.policy.Findings;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.apigateway.ResponseTransferMode;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.cloudwatch.MetricOptions;
import software.amazon.awscdk.services.iam.Grant;
import software.amazon.awscdk.services.iam.IGrantable;
import software.amazon.awscdk.services.lambda.Alias;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.lambda.SnapStartConf;
import software.amazon.awscdk.services.logs.LogGroup;
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
  /** Those of {@code io.portcullis.proxy.refusal.Layer}. */
  private static final List<String> LAYERS =
      List.of("identity", "plan", "validation", "token", "guard", "upstream");

  private final ResponseTransferMode responseTransferMode;
  private final Duration tokenCache;
  private final SpendCeiling spendCeiling;
  private final Optional<BodyLog> bodyLog;
  private final JavaFunction function;
  private final Alias alias;
  private final FunctionMetrics metrics;

  public InferenceProxy(Construct scope, String id, InferenceProxyProps props) {
    super(scope, id);
    responseTransferMode = props.responseTransferMode();
    tokenCache = props.tokenCache();
    spendCeiling = props.spendCeiling();
    bodyLog = BodyLog.of(this, "BodyLog", props);
    function = function(props);
    bodyLog.ifPresent(log -> getFunction().getNode().addDependency(log.getPolicy()));
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

  /** Where the bodies of some calls are written, if any are. */
  public Optional<LogGroup> getBodyLog() {
    return bodyLog.map(BodyLog::getLogGroup);
  }

  /** Time that a token is kept in memory. */
  public Duration getTokenCache() {
    return tokenCache;
  }

  /** What all customers together may spend. */
  public SpendCeiling getSpendCeiling() {
    return spendCeiling;
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

  /** Times that an execution environment began to refuse calls, summed over five minutes. */
  public Metric metricBreakerOpened() {
    return metrics.sum("BreakerOpened");
  }

  /** Calls that were not tried again, since too many were, summed over five minutes. */
  public Metric metricRetryBudgetEmpty() {
    return metrics.sum("RetryBudgetEmpty");
  }

  /** Calls refused because the same came too often, summed over five minutes. */
  public Metric metricDuplicates() {
    return metrics.sum("Duplicates");
  }

  /** Calls whose quota the table did not tell, summed over five minutes. */
  public Metric metricQuotaUnavailable() {
    return metrics.sum("QuotaUnavailable");
  }

  /** How much of its quota a customer has used, in percent, the greatest of five minutes. */
  public Metric metricQuotaShare(String customer) {
    return metrics.maximum("QuotaShare", "Customer", customer);
  }

  /** How much of the ceiling is spent, in percent, the greatest of five minutes. */
  public Metric metricSpendShare() {
    return metrics.maximum("SpendShare");
  }

  /** Time until the endpoint begins to answer, the 99th percentile of five minutes. */
  public Metric metricFirstByte() {
    return metrics.of("FirstByte", "p99", Duration.minutes(5));
  }

  /** Time of a whole call in the proxy, the 99th percentile of five minutes. */
  public Metric metricTotal() {
    return metrics.of("Total", "p99", Duration.minutes(5));
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
            .environment(ProxyVariables.of(props, getBodyLog()))
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
    return props.isStreaming() ? "StreamingProxyHandler" : "ProxyHandler";
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
