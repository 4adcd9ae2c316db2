package io.portcullis.constructs.alarms;

import static io.portcullis.constructs.Json.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.portcullis.constructs.Json;
import io.portcullis.constructs.Resources;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awscdk.CfnParameter;

class MonthlyBudgetTest {
  private final GatewayWithAlarms gateway = new GatewayWithAlarms();

  @Test
  void isNone_byDefault() {
    assertThat(gateway.alarms().build().getBudget()).isEmpty();
    assertThat(Resources.of(gateway.stack).types()).doesNotContain("AWS::Budgets::Budget");
  }

  @Test
  void tellsWhenFourFifthsAndWhenAllIsSpent() {
    gateway.alarms().monthlyBudget(500).build();

    assertThat(json(Resources.of(gateway.stack).only("AWS::Budgets::Budget")))
        .isEqualTo(
            json(
                """
                {
                  "Budget": {
                    "BudgetType": "COST",
                    "TimeUnit": "MONTHLY",
                    "BudgetLimit": { "Amount": 500, "Unit": "USD" }
                  },
                  "NotificationsWithSubscribers": [
                    {
                      "Notification": {
                        "NotificationType": "ACTUAL",
                        "ComparisonOperator": "GREATER_THAN",
                        "Threshold": 80,
                        "ThresholdType": "PERCENTAGE"
                      },
                      "Subscribers": [
                        { "SubscriptionType": "SNS", "Address": { "Ref": "AlarmsTopic" } }
                      ]
                    },
                    {
                      "Notification": {
                        "NotificationType": "ACTUAL",
                        "ComparisonOperator": "GREATER_THAN",
                        "Threshold": 100,
                        "ThresholdType": "PERCENTAGE"
                      },
                      "Subscribers": [
                        { "SubscriptionType": "SNS", "Address": { "Ref": "AlarmsTopic" } }
                      ]
                    }
                  ]
                }
                """));
  }

  @Test
  void countsTheCostsOfOneEnvironment_ifTold() {
    gateway.alarms().monthlyBudget(500).monthlyBudgetEnvironment("prod").build();

    assertThat(json(Resources.of(gateway.stack).only("AWS::Budgets::Budget").at("/Budget")))
        .containsEntry(
            "CostFilters", json("{ \"TagKeyValue\": [ \"user:portcullis:environment$prod\" ] }"));
  }

  @Test
  void mayPublish_beforeItExists() {
    gateway.alarms().monthlyBudget(500).build();

    var resources = Resources.of(gateway.stack);
    assertThat(Resources.statements(resources.named("AlarmsTopicPolicy").get("PolicyDocument")))
        .contains(
            json(
                """
                {
                  "Sid": "Budget",
                  "Effect": "Allow",
                  "Principal": { "Service": "budgets.amazonaws.com" },
                  "Action": "sns:Publish",
                  "Resource": { "Ref": "AlarmsTopic" },
                  "Condition": { "StringEquals": { "aws:SourceAccount": "111111111111" } }
                }
                """));
    assertThat(resources.whole("AWS::Budgets::Budget"))
        .singleElement()
        .satisfies(
            budget ->
                assertThat(Json.list(budget.get("DependsOn")).toString())
                    .contains("AlarmsTopicPolicy"));
  }

  @Test
  void takesAParameterOfATemplate() {
    var parameter = CfnParameter.Builder.create(gateway.stack, "Limit").type("Number").build();

    gateway.alarms().monthlyBudget(parameter.getValueAsNumber()).build();

    assertThat(
            Resources.of(gateway.stack)
                .only("AWS::Budgets::Budget")
                .at("/Budget/BudgetLimit/Amount/Ref")
                .textValue())
        .isEqualTo("Limit");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1})
  void refusesALimitThatIsNone(int limit) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> gateway.alarms().monthlyBudget(limit).build())
        .withMessage("'monthlyBudget' must be greater than 0, got '%d'".formatted(limit));
  }

  @Test
  void refusesAnEnvironmentWithoutALimit() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> gateway.alarms().monthlyBudgetEnvironment("prod").build())
        .withMessage("'monthlyBudgetEnvironment' needs 'monthlyBudget', got 'prod' alone");
  }
}
