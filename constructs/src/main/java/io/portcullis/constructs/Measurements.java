package io.portcullis.constructs;

import io.portcullis.constructs.alarms.GatewayMetrics;
import io.portcullis.constructs.customer.Customer;
import io.portcullis.constructs.token.HuggingFaceToken;
import java.util.LinkedHashMap;
import java.util.List;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.cloudwatch.MetricOptions;

/** What the parts of a gateway measure. */
final class Measurements {
  private Measurements() {}

  static GatewayMetrics of(InferenceGateway gateway, List<Customer> customers) {
    var api = gateway.getApi();
    var proxy = gateway.getProxy();
    var token = gateway.getFoundation().getToken();
    var calls = new LinkedHashMap<Customer, Metric>();
    var quotaShares = new LinkedHashMap<Customer, Metric>();
    for (var customer : customers) {
      calls.put(customer, proxy.metricCalls(customer.name()));
      if (customer.plan().hasQuota()) {
        quotaShares.put(customer, proxy.metricQuotaShare(customer.name()));
      }
    }
    var metrics =
        GatewayMetrics.builder()
            .serverErrors(api.metricServerErrors())
            .upstreamFailures(proxy.metricUpstreamFailures())
            .warming(proxy.metricWarming())
            .breakerOpened(proxy.metricBreakerOpened())
            .retryBudgetEmpty(proxy.metricRetryBudgetEmpty())
            .quotaUnavailable(proxy.metricQuotaUnavailable())
            .firstByte(proxy.metricFirstByte())
            .total(proxy.metricTotal())
            .refusedByLayer(api.metricRefusedByLayer())
            .refusedByProxy(proxy.metricRefusedByLayer())
            .duplicates(proxy.metricDuplicates())
            .calls(calls)
            .quotaShare(quotaShares)
            .tokenAge(token.metricTokenAge())
            .tokenTimeLeft(token.metricTokenTimeLeft())
            .previousTokenInUse(token.metricPreviousTokenInUse())
            .currentUnverified(token.metricCurrentUnverified())
            .rotationFailed(token.metricRotationFailed())
            .rotationErrors(rotationErrors(token))
            .throttles(proxy.metricThrottles())
            .planThrottles(api.metricThrottled())
            .concurrentExecutions(proxy.metricConcurrentExecutions());
    if (!proxy.getSpendCeiling().isNone()) {
      metrics.spendShare(proxy.metricSpendShare());
    }
    if (token.hasEndpointType()) {
      metrics.endpointExposed(token.metricEndpointExposed());
    }
    token.getCredential().ifPresent(any -> metrics.credentialAge(token.metricCredentialAge()));
    gateway.getFirewall().ifPresent(firewall -> metrics.firewallBlocks(firewall.metricBlocked()));
    return metrics.build();
  }

  private static Metric rotationErrors(HuggingFaceToken token) {
    return token
        .getRotationFunction()
        .metricErrors(MetricOptions.builder().statistic("Sum").period(Duration.minutes(5)).build());
  }
}
