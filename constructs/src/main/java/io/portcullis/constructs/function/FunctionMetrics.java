package io.portcullis.constructs.function;

import java.util.Map;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.lambda.IFunction;

/** The metrics that a function of this library writes into its log, as the module metrics does. */
public final class FunctionMetrics {
  private static final String NAMESPACE = "Portcullis";
  private static final String FUNCTION_NAME = "FunctionName";

  private final String functionName;

  public FunctionMetrics(IFunction function) {
    functionName = function.getFunctionName();
  }

  /** What was counted, summed over five minutes. */
  public Metric sum(String name) {
    return of(name, "Sum");
  }

  /** The same, of one value of a dimension. */
  public Metric sum(String name, String dimension, String value) {
    return of(name, dimension, value, "Sum");
  }

  /** The greatest that was measured in five minutes. */
  public Metric maximum(String name) {
    return of(name, "Maximum");
  }

  /** The same, of one value of a dimension. */
  public Metric maximum(String name, String dimension, String value) {
    return of(name, dimension, value, "Maximum");
  }

  /** What was measured, by any statistic. */
  public Metric of(String name, String statistic, Duration period) {
    return metric(name, statistic)
        .dimensionsMap(Map.of(FUNCTION_NAME, functionName))
        .period(period)
        .build();
  }

  private Metric of(String name, String statistic) {
    return metric(name, statistic).dimensionsMap(Map.of(FUNCTION_NAME, functionName)).build();
  }

  private Metric of(String name, String dimension, String value, String statistic) {
    return metric(name, statistic)
        .dimensionsMap(Map.of(FUNCTION_NAME, functionName, dimension, value))
        .build();
  }

  /** Of five minutes, which is the CDK's own period. */
  private static Metric.Builder metric(String name, String statistic) {
    return Metric.Builder.create().namespace(NAMESPACE).metricName(name).statistic(statistic);
  }
}
