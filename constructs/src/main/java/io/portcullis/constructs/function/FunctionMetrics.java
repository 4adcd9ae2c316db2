package io.portcullis.constructs.function;

import java.util.Map;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.lambda.IFunction;

/** The metrics that a function of this library writes into its log, as the module metrics does. */
public record FunctionMetrics(IFunction function) {
  private static final String NAMESPACE = "Portcullis";
  private static final String FUNCTION_NAME = "FunctionName";

  /** What was counted, summed over five minutes. */
  public Metric sum(String name) {
    return of(name, "Sum", Duration.minutes(5));
  }

  /** The same, of one value of a dimension. */
  public Metric sum(String name, String dimension, String value) {
    return of(name, dimension, value, "Sum");
  }

  /** The greatest that was measured in five minutes. */
  public Metric maximum(String name) {
    return of(name, "Maximum", Duration.minutes(5));
  }

  /** The same, of one value of a dimension. */
  public Metric maximum(String name, String dimension, String value) {
    return of(name, dimension, value, "Maximum");
  }

  /** What was measured, by any statistic. */
  public Metric of(String name, String statistic, Duration period) {
    return metric(name)
        .dimensionsMap(Map.of(FUNCTION_NAME, function.getFunctionName()))
        .statistic(statistic)
        .period(period)
        .build();
  }

  private Metric of(String name, String dimension, String value, String statistic) {
    return metric(name)
        .dimensionsMap(Map.of(FUNCTION_NAME, function.getFunctionName(), dimension, value))
        .statistic(statistic)
        .period(Duration.minutes(5))
        .build();
  }

  private static Metric.Builder metric(String name) {
    return Metric.Builder.create().namespace(NAMESPACE).metricName(name);
  }
}
