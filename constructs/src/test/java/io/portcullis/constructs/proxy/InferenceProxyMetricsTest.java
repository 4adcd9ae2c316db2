package io.portcullis.constructs.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.constructs.Resources;
import io.portcullis.constructs.function.FunctionRole;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.ec2.SecurityGroup;
import software.amazon.awscdk.services.ec2.Vpc;
import software.amazon.awscdk.services.secretsmanager.Secret;

class InferenceProxyMetricsTest {
  private static final Map<String, Object> PROXY = Map.of("Ref", "ProxyFunction");

  private final Stack stack = new Stack(new App(), "Test");
  private InferenceProxy proxy;

  @BeforeEach
  void createProxy() {
    var vpc = Vpc.Builder.create(stack, "Vpc").natGateways(0).build();
    proxy =
        InferenceProxy.Builder.create(stack, "Proxy")
            .endpointUrl("https://abc.us-east-1.aws.endpoints.huggingface.cloud")
            .tokenSecret(Secret.Builder.create(stack, "Secret").build())
            .role(new FunctionRole(stack, "Role").getRole())
            .vpc(vpc)
            .securityGroup(SecurityGroup.Builder.create(stack, "Group").vpc(vpc).build())
            .build();
  }

  @Test
  void countsInTheFunctionsName() {
    assertOwn(proxy.metricCalls(), "Calls", "Sum", 5);
    assertOwn(proxy.metricUpstreamFailures(), "UpstreamFailures", "Sum", 5);
    assertOwn(proxy.metricWarming(), "Warming", "Sum", 5);
    assertOwn(proxy.metricBreakerOpened(), "BreakerOpened", "Sum", 5);
    assertOwn(proxy.metricRetryBudgetEmpty(), "RetryBudgetEmpty", "Sum", 5);
    assertOwn(proxy.metricDuplicates(), "Duplicates", "Sum", 5);
    assertOwn(proxy.metricQuotaUnavailable(), "QuotaUnavailable", "Sum", 5);
  }

  @Test
  void measuresTheSlowestCallOfAHundred() {
    assertOwn(proxy.metricFirstByte(), "FirstByte", "p99", 5);
    assertOwn(proxy.metricTotal(), "Total", "p99", 5);
  }

  /** The token is read every few minutes, and by every environment of the function. */
  @Test
  void measuresTheOldestTokenOfAnHour() {}

  @Test
  void countsTheCallsOfACustomer() {
    var metric = proxy.metricCalls("acme");

    assertMetric(metric, "Portcullis", "Calls", "Sum", 5);
    assertThat(dimensions(metric)).isEqualTo(Map.of("FunctionName", PROXY, "Customer", "acme"));
  }

  @Test
  void measuresTheMostThatIsUsedUp() {
    assertOwn(proxy.metricSpendShare(), "SpendShare", "Maximum", 5);
    var metric = proxy.metricQuotaShare("acme");
    assertMetric(metric, "Portcullis", "QuotaShare", "Maximum", 5);
    assertThat(dimensions(metric)).isEqualTo(Map.of("FunctionName", PROXY, "Customer", "acme"));
  }

  @Test
  void countsRefusalsOfEveryLayerOfItsOwn() {
    assertThat(proxy.metricRefusedByLayer().keySet())
        .containsExactly("identity", "plan", "validation", "token", "guard", "upstream");
    var metric = proxy.metricRefusedByLayer().get("token");
    assertMetric(metric, "Portcullis", "Refused", "Sum", 5);
    assertThat(dimensions(metric)).isEqualTo(Map.of("FunctionName", PROXY, "Layer", "token"));
  }

  @Test
  void seesWhatLambdaCounts_ofTheWholeFunction() {
    assertMetric(proxy.metricThrottles(), "AWS/Lambda", "Throttles", "Sum", 5);
    assertThat(dimensions(proxy.metricThrottles())).isEqualTo(Map.of("FunctionName", PROXY));
    assertMetric(
        proxy.metricConcurrentExecutions(), "AWS/Lambda", "ConcurrentExecutions", "Maximum", 5);
    assertThat(dimensions(proxy.metricConcurrentExecutions()))
        .isEqualTo(Map.of("FunctionName", PROXY));
  }

  private void assertOwn(Metric metric, String name, String statistic, int minutes) {
    assertMetric(metric, "Portcullis", name, statistic, minutes);
    assertThat(dimensions(metric)).isEqualTo(Map.of("FunctionName", PROXY));
  }

  private static void assertMetric(
      Metric metric, String namespace, String name, String statistic, int minutes) {
    assertThat(metric.getNamespace()).isEqualTo(namespace);
    assertThat(metric.getMetricName()).isEqualTo(name);
    assertThat(metric.getStatistic()).isEqualTo(statistic);
    assertThat(metric.getPeriod().toMinutes()).isEqualTo(minutes);
  }

  private Object dimensions(Metric metric) {
    return Resources.of(stack).resolved(metric.getDimensions());
  }
}
