package io.portcullis.constructs.alarms;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.function.Function;
import software.amazon.awscdk.Token;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.sns.ITopic;

/**
 * Properties of a {@link GatewayAlarms}. Create them with {@link #builder()}; the record's own
 * constructor changes with every new property.
 */
public record GatewayAlarmsProps(
    GatewayMetrics metrics,
    AlarmThresholds thresholds,
    Optional<ITopic> topic,
    Optional<ITopic> detailTopic,
    Optional<IKey> encryptionKey,
    Optional<Number> monthlyBudget,
    Optional<String> monthlyBudgetEnvironment,
    String runbook) {

  public GatewayAlarmsProps {
    requireNonNull(metrics, "'metrics' is required");
    requireNonNull(thresholds, "'thresholds' is required");
    requireNonNull(runbook, "'runbook' is required");
    monthlyBudget.ifPresent(GatewayAlarmsProps::requirePositive);
    if (monthlyBudgetEnvironment.isPresent() && monthlyBudget.isEmpty()) {
      throw new IllegalArgumentException(
          "'monthlyBudgetEnvironment' needs 'monthlyBudget', got '%s' alone"
              .formatted(monthlyBudgetEnvironment.get()));
    }
  }

  private static void requirePositive(Number monthlyBudget) {
    if (monthlyBudget.doubleValue() <= 0 && !Token.isUnresolved(monthlyBudget)) {
      throw new IllegalArgumentException(
          "'monthlyBudget' must be greater than 0, got '%s'".formatted(monthlyBudget));
    }
  }

  public static Builder<GatewayAlarmsProps> builder() {
    return new Builder<>(Function.identity());
  }

  /**
   * Collects the properties of a {@link GatewayAlarms}.
   *
   * @param <T> what {@link #build()} returns: the props, or the construct itself
   */
  public static final class Builder<T> {
    private final Function<GatewayAlarmsProps, T> target;
    private GatewayMetrics metrics;
    private AlarmThresholds thresholds = AlarmThresholds.builder().build();
    private ITopic topic;
    private ITopic detailTopic;
    private IKey encryptionKey;
    private Number monthlyBudget;
    private String monthlyBudgetEnvironment;
    private String runbook = "docs/runbook.md";

    Builder(Function<GatewayAlarmsProps, T> target) {
      this.target = target;
    }

    /** What is measured; each metric has its alarm. Required. */
    public Builder<T> metrics(GatewayMetrics metrics) {
      this.metrics = metrics;
      return this;
    }

    /** From which values on they go off. Default: those of {@link AlarmThresholds}. */
    public Builder<T> thresholds(AlarmThresholds thresholds) {
      this.thresholds = thresholds;
      return this;
    }

    /**
     * Topic that is notified once for each concern; its policy must admit CloudWatch and, with a
     * budget, AWS Budgets. Default: a new topic, which takes nothing that is not encrypted on its
     * way.
     */
    public Builder<T> topic(ITopic topic) {
      this.topic = topic;
      return this;
    }

    /**
     * Topic that every alarm notifies by itself; its policy must admit CloudWatch. Default: a new
     * topic of the same kind.
     */
    public Builder<T> detailTopic(ITopic detailTopic) {
      this.detailTopic = detailTopic;
      return this;
    }

    /**
     * Key of the new topics; it must admit CloudWatch and, with a budget, AWS Budgets. Default:
     * none, the topics are not encrypted.
     */
    public Builder<T> encryptionKey(IKey encryptionKey) {
      this.encryptionKey = encryptionKey;
      return this;
    }

    /**
     * Dollars that may be spent in a month; the topic is notified at 80 and at 100 percent.
     * Default: no budget.
     */
    public Builder<T> monthlyBudget(Number monthlyBudget) {
      this.monthlyBudget = monthlyBudget;
      return this;
    }

    /**
     * Environment whose costs the budget counts: the value of the tag {@code
     * portcullis:environment}, which must be activated as a cost allocation tag. Default: the costs
     * of the whole account.
     */
    public Builder<T> monthlyBudgetEnvironment(String monthlyBudgetEnvironment) {
      this.monthlyBudgetEnvironment = monthlyBudgetEnvironment;
      return this;
    }

    /**
     * Address of the page that tells what to do about each alarm. Default: {@code docs/runbook.md}
     * in this library's repository.
     */
    public Builder<T> runbook(String runbook) {
      this.runbook = runbook;
      return this;
    }

    public T build() {
      return target.apply(
          new GatewayAlarmsProps(
              metrics,
              thresholds,
              Optional.ofNullable(topic),
              Optional.ofNullable(detailTopic),
              Optional.ofNullable(encryptionKey),
              Optional.ofNullable(monthlyBudget),
              Optional.ofNullable(monthlyBudgetEnvironment),
              runbook));
    }
  }
}
