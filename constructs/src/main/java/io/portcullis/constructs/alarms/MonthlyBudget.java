package io.portcullis.constructs.alarms;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awscdk.services.budgets.CfnBudget;
import software.amazon.awscdk.services.sns.ITopic;
import software.constructs.Construct;

/** The money of a month, and word to the topic when four fifths and when all of it is spent. */
final class MonthlyBudget extends Construct {
  private final CfnBudget budget;

  MonthlyBudget(
      Construct scope, String id, Number limit, Optional<String> environment, ITopic topic) {
    super(scope, id);
    budget =
        CfnBudget.Builder.create(this, "Resource")
            .budget(data(limit, environment))
            .notificationsWithSubscribers(
                Stream.of(80, 100).map(percent -> notification(percent, topic)).toList())
            .build();
    // AWS Budgets tries whether it may publish.
    budget.getNode().addDependency(topic);
  }

  CfnBudget getBudget() {
    return budget;
  }

  private static CfnBudget.BudgetDataProperty data(Number limit, Optional<String> environment) {
    var data =
        CfnBudget.BudgetDataProperty.builder()
            .budgetType("COST")
            .timeUnit("MONTHLY")
            .budgetLimit(CfnBudget.SpendProperty.builder().amount(limit).unit("USD").build());
    environment.ifPresent(
        name ->
            data.costFilters(
                Map.of("TagKeyValue", List.of("user:portcullis:environment$" + name))));
    return data.build();
  }

  private static CfnBudget.NotificationWithSubscribersProperty notification(
      int percent, ITopic topic) {
    return CfnBudget.NotificationWithSubscribersProperty.builder()
        .notification(
            CfnBudget.NotificationProperty.builder()
                .notificationType("ACTUAL")
                .comparisonOperator("GREATER_THAN")
                .threshold(percent)
                .thresholdType("PERCENTAGE")
                .build())
        .subscribers(
            List.of(
                CfnBudget.SubscriberProperty.builder()
                    .subscriptionType("SNS")
                    .address(topic.getTopicArn())
                    .build()))
        .build();
  }
}
