package io.portcullis.constructs.alarms;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awscdk.services.cloudwatch.AlarmStatusWidget;
import software.amazon.awscdk.services.cloudwatch.Dashboard;
import software.amazon.awscdk.services.cloudwatch.GraphWidget;
import software.amazon.awscdk.services.cloudwatch.IAlarm;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.IWidget;
import software.amazon.awscdk.services.cloudwatch.MathExpression;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.cloudwatch.MetricOptions;
import software.amazon.awscdk.services.cloudwatch.TextWidget;
import software.constructs.Construct;

/**
 * A gateway at a glance: is it up, who is refused where, how fast is it, how much is it called, how
 * full is it, how long does its token live, and is that the only way in.
 */
public final class GatewayDashboard extends Construct {
  private static final int WHOLE = 24;
  private static final int HALF = 12;

  /** CloudWatch shows no more in one widget. */
  private static final int ALARMS_IN_A_WIDGET = 100;

  private final GatewayAlarms alarms;
  private final GatewayMetrics metrics;
  private final Dashboard dashboard;

  public GatewayDashboard(Construct scope, String id, GatewayDashboardProps props) {
    super(scope, id);
    alarms = props.alarms();
    metrics = alarms.props().metrics();
    dashboard =
        Dashboard.Builder.create(this, "Resource")
            .widgets(
                List.of(
                    List.of(states()),
                    List.of(runbook()),
                    List.of(availability(), times()),
                    List.of(refusals(), calls()),
                    List.of(capacity(), quotas()),
                    List.of(token(), custody())))
            .build();
  }

  public Dashboard getDashboard() {
    return dashboard;
  }

  private IWidget states() {
    var all = new ArrayList<IAlarm>(alarms.getCompositeAlarms().values());
    all.addAll(alarms.getAlarms().values());
    return AlarmStatusWidget.Builder.create()
        .title("Alarms")
        .width(WHOLE)
        .alarms(all.stream().limit(ALARMS_IN_A_WIDGET).toList())
        .build();
  }

  private IWidget runbook() {
    var runbook = new Runbook(alarms.props().runbook());
    return TextWidget.Builder.create()
        .width(WHOLE)
        .height(1)
        .markdown(
            alarms.getCompositeAlarms().keySet().stream()
                .map(runbook::link)
                .collect(Collectors.joining(" | ", "What to do: ", "")))
        .build();
  }

  private IWidget availability() {
    return graph(
            "Is it up?",
            Stream.of(
                labelled("server errors", metrics.serverErrors()),
                labelled("endpoint failed", metrics.upstreamFailures()),
                labelled("endpoint starting", metrics.warming()),
                labelled("breaker opened", metrics.breakerOpened()),
                labelled("not tried again", metrics.retryBudgetEmpty()),
                labelled("table away", metrics.quotaUnavailable())))
        .build();
  }

  private IWidget times() {
    return graph(
            "How fast? (milliseconds)",
            Stream.of(
                percentile("p50", "first byte", metrics.firstByte()),
                percentile("p99", "first byte", metrics.firstByte()),
                percentile("p50", "total", metrics.total()),
                percentile("p99", "total", metrics.total())))
        .build();
  }

  private IWidget refusals() {
    return graph(
            "Who is refused where?",
            Stream.of(
                labelled("firewall", metrics.firewallBlocks()),
                labelled("%s", metrics.refusedByLayer()),
                labelled("plan, too many", metrics.planThrottles()),
                labelled("%s, by the proxy", metrics.refusedByProxy()),
                labelled("guard, the same again", metrics.duplicates())))
        .stacked(true)
        .build();
  }

  private IWidget calls() {
    return graph(
            "How much? (calls)",
            metrics.calls().entrySet().stream()
                .map(calls -> Stream.of(labelled(calls.getKey().name(), calls.getValue()))))
        .stacked(true)
        .build();
  }

  private IWidget capacity() {
    return graph(
            "How full?",
            Stream.of(
                labelled("at one time", metrics.concurrentExecutions()),
                labelled("turned away by Lambda", metrics.throttles())))
        .build();
  }

  private IWidget quotas() {
    return graph(
            "How much is used up? (percent)",
            Stream.concat(
                metrics.quotaShare().entrySet().stream()
                    .map(share -> Stream.of(labelled(share.getKey().name(), share.getValue()))),
                Stream.of(labelled("spent by all", metrics.spendShare()))))
        .build();
  }

  private IWidget token() {
    return graph(
            "How long does the token live? (days)",
            Stream.of(
                metrics.tokenTimeLeft().stream()
                    .map(left -> days("left / 86400", "left", left, "until it is over")),
                metrics.credentialAge().stream().map(this::credentialLeft)))
        .build();
  }

  private IMetric credentialLeft(Metric age) {
    var maximumAge = alarms.props().thresholds().credentialMaximumAge().toSeconds();
    return days(
        "(%s - age) / 86400".formatted(maximumAge), "age", age, "until its credential is old");
  }

  private static IMetric days(String expression, String id, Metric metric, String label) {
    return MathExpression.Builder.create()
        .expression(expression)
        .usingMetrics(Map.of(id, metric))
        .period(metric.getPeriod())
        .label(label)
        .build();
  }

  private IWidget custody() {
    return graph(
            "Is the token the only way in? (1 is no)",
            Stream.of(
                labelled("replaced token in use", metrics.previousTokenInUse()),
                labelled("endpoint exposed", metrics.endpointExposed()),
                labelled("changed by hand", metrics.currentUnverified()),
                labelled("rotation failed", metrics.rotationFailed()),
                labelled("rotation broke off", metrics.rotationErrors())))
        .build();
  }

  private static GraphWidget.Builder graph(
      String title, Stream<? extends Stream<? extends IMetric>> series) {
    return GraphWidget.Builder.create()
        .title(title)
        .width(HALF)
        .left(series.<IMetric>flatMap(metrics -> metrics).toList());
  }

  private static Stream<Metric> labelled(String label, Map<String, Metric> byLayer) {
    return byLayer.entrySet().stream()
        .map(layer -> labelled(label.formatted(layer.getKey()), layer.getValue()));
  }

  private static Stream<Metric> labelled(String label, Optional<Metric> metric) {
    return metric.stream().map(of -> labelled(label, of));
  }

  private static Metric labelled(String label, Metric metric) {
    return metric.with(MetricOptions.builder().label(label).build());
  }

  private static Stream<Metric> percentile(
      String statistic, String label, Optional<Metric> metric) {
    return metric.stream()
        .map(
            of ->
                of.with(
                    MetricOptions.builder()
                        .statistic(statistic)
                        .label("%s %s".formatted(label, statistic))
                        .build()));
  }

  /** The spelling every construct of the AWS library has in Java. */
  public static final class Builder {
    private Builder() {}

    public static GatewayDashboardProps.Builder<GatewayDashboard> create(
        Construct scope, String id) {
      return new GatewayDashboardProps.Builder<>(props -> new GatewayDashboard(scope, id, props));
    }
  }
}
