package io.portcullis.constructs.alarms;

import static io.portcullis.constructs.Json.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import com.fasterxml.jackson.databind.JsonNode;
import io.portcullis.constructs.Json;
import io.portcullis.constructs.Resources;
import io.portcullis.constructs.customer.Customer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.assertions.Template;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.kms.Key;
import software.amazon.awscdk.services.sns.Topic;
import software.amazon.awscdk.services.sns.subscriptions.EmailSubscription;

class GatewayAlarmsTest {
  private static final Pattern ALARM = Pattern.compile("Fn::GetAtt=\\[(\\w+), Arn]");

  private final GatewayWithAlarms gateway = new GatewayWithAlarms();
  private final Stack stack = gateway.stack;

  @Test
  void watchesAllThatIsMeasured() {
    assertThat(gateway.alarms().build().getAlarms().keySet())
        .containsExactly(
            "ServerErrors",
            "UpstreamFailures",
            "EndpointWarming",
            "BreakerOpened",
            "RetryBudgetEmpty",
            "QuotaUnavailable",
            "SlowFirstByte",
            "SlowAnswers",
            "FirewallBlocks",
            "Refusals/network",
            "Refusals/plan",
            "KeyMismatches",
            "Duplicates",
            "Scraping/acme",
            "Scraping/globex-labs",
            "TokenExpiring",
            "RotationOverdue",
            "RotationFailed",
            "RotationErrors",
            "PreviousTokenInUse",
            "EndpointExposed",
            "TokenChanged",
            "CredentialExpiring",
            "QuotaShare/acme",
            "QuotaShare/globex-labs",
            "SpendShare",
            "ProxyThrottled",
            "PlanThrottled",
            "HighConcurrency");
  }

  @Test
  void watchesNothingElse() {
    var alarms =
        gateway
            .alarms()
            .metrics(GatewayMetrics.builder().warming(GatewayWithAlarms.metric("warming")).build())
            .build();

    assertThat(alarms.getAlarms()).containsOnlyKeys("EndpointWarming");
    assertThat(alarms.getCompositeAlarms()).containsOnlyKeys("Availability");
  }

  @Test
  void notifiesOnceForAConcern() {
    var alarms = gateway.alarms().build();

    assertThat(alarms.getCompositeAlarms().keySet())
        .containsExactly("Availability", "Abuse", "Token", "Capacity");
    assertThat(composites())
        .hasSize(4)
        .allSatisfy(
            composite -> {
              assertThat(Json.list(composite.get("AlarmActions")))
                  .containsExactly(Map.of("Ref", "AlarmsTopic"));
              assertThat(Json.list(composite.get("OKActions")))
                  .containsExactly(Map.of("Ref", "AlarmsTopic"));
            });
  }

  @Test
  void tellsOfEveryAlarm_onTheDetailTopic() {
    gateway.alarms().build();

    assertThat(Resources.of(stack).all("AWS::CloudWatch::Alarm"))
        .isNotEmpty()
        .allSatisfy(
            alarm ->
                assertThat(Json.list(alarm.get("AlarmActions")))
                    .containsExactly(Map.of("Ref", "AlarmsDetailTopic")));
  }

  @Test
  void goesOffWithAnyAlarmOfTheConcern() {
    gateway
        .alarms()
        .metrics(
            GatewayMetrics.builder()
                .throttles(GatewayWithAlarms.metric("throttles"))
                .planThrottles(GatewayWithAlarms.metric("planThrottles"))
                .concurrentExecutions(GatewayWithAlarms.metric("concurrentExecutions"))
                .build())
        .build();

    assertThat(json(composite("Capacity").get("AlarmRule")))
        .isEqualTo(
            json(
                """
                { "Fn::Join": [ "", [
                  "(ALARM(\\"", { "Fn::GetAtt": [ "AlarmsCapacityProxyThrottled", "Arn" ] },
                  "\\") OR ALARM(\\"", { "Fn::GetAtt": [ "AlarmsCapacityPlanThrottled", "Arn" ] },
                  "\\") OR ALARM(\\"", { "Fn::GetAtt": [ "AlarmsCapacityHighConcurrency", "Arn" ] },
                  "\\"))" ] ] }
                """));
    assertThat(composite("Capacity").get("AlarmDescription").textValue())
        .isEqualTo(
            "Calls are turned away, or soon will be. Look at which of its alarms is on, see docs/runbook.md#capacity");
  }

  @Test
  void leavesNoAlarmOutOfItsConcern() {
    gateway.alarms().build();

    assertThat(alarmsOf(composites())).hasSize(29);
  }

  /** CloudWatch takes no longer rule. */
  @Test
  void leavesNoAlarmOutOfItsConcern_forManyCustomers() {
    var calls = new LinkedHashMap<Customer, Metric>();
    IntStream.range(0, 90)
        .mapToObj(number -> GatewayWithAlarms.customer("customer-" + number, 1))
        .forEach(customer -> calls.put(customer, GatewayWithAlarms.metric(customer.name())));
    gateway.alarms().metrics(GatewayMetrics.builder().calls(calls).build()).build();

    var composites = composites();

    assertThat(composites)
        .allSatisfy(composite -> assertThat(alarmsOf(List.of(composite))).hasSizeBetween(1, 40));
    assertThat(alarmsOf(composites)).hasSize(90 + 3);
    assertThat(composites.stream().filter(composite -> composite.has("AlarmActions"))).hasSize(1);
  }

  @Test
  void theTopicsAreEncryptedWithTheGivenKey() {
    var key = Key.Builder.create(stack, "Key").build();
    gateway.alarms().encryptionKey(key).build();

    assertThat(Resources.of(stack).all("AWS::SNS::Topic"))
        .hasSize(2)
        .allSatisfy(
            topic ->
                assertThat(json(topic.get("KmsMasterKeyId")))
                    .isEqualTo(json("{ \"Fn::GetAtt\": [ \"Key\", \"Arn\" ] }")));
  }

  @Test
  void theTopicTakesAlarmsOfItsAccount_andNothingUnencrypted() {
    gateway.alarms().build();

    assertThat(topicPolicy())
        .isEqualTo(
            Json.list(
                """
                [
                  {
                    "Sid": "AllowPublishThroughSSLOnly",
                    "Effect": "Deny",
                    "Principal": "*",
                    "Action": "sns:Publish",
                    "Resource": { "Ref": "AlarmsTopic" },
                    "Condition": { "Bool": { "aws:SecureTransport": "false" } }
                  },
                  {
                    "Sid": "Alarms",
                    "Effect": "Allow",
                    "Principal": { "Service": "cloudwatch.amazonaws.com" },
                    "Action": "sns:Publish",
                    "Resource": { "Ref": "AlarmsTopic" },
                    "Condition": { "StringEquals": { "aws:SourceAccount": "111111111111" } }
                  }
                ]
                """));
  }

  @Test
  void theTopicTakesSubscriptions() {
    gateway.alarms().build().getTopic().addSubscription(new EmailSubscription("a@example.com"));

    assertThat(json(Resources.of(stack).only("AWS::SNS::Subscription")))
        .containsEntry("Protocol", "email")
        .containsEntry("Endpoint", "a@example.com");
  }

  @Test
  void notifiesTopicsOfYourOwn_andLeavesThemAlone() {
    var topic = Topic.fromTopicArn(stack, "Topic", "arn:aws:sns:eu-west-1:111111111111:pager");

    var details = Topic.fromTopicArn(stack, "Details", "arn:aws:sns:eu-west-1:111111111111:chat");

    var alarms = gateway.alarms().topic(topic).detailTopic(details).build();

    assertThat(alarms.getTopic()).isSameAs(topic);
    assertThat(alarms.getDetailTopic()).isSameAs(details);
    assertThat(composites())
        .allSatisfy(
            composite ->
                assertThat(Json.list(composite.get("AlarmActions")))
                    .containsExactly("arn:aws:sns:eu-west-1:111111111111:pager"));
    assertThat(Resources.of(stack).types())
        .doesNotContain("AWS::SNS::Topic", "AWS::SNS::TopicPolicy");
  }

  @Test
  void leadsToARunbookOfYourOwn() {
    gateway.alarms().runbook("https://wiki.example.com/gateway").build();

    assertThat(gateway.alarmOn("warming").get("AlarmDescription").textValue())
        .endsWith(", see https://wiki.example.com/gateway#endpoint-warming");
  }

  @Test
  void standsTwiceInOneStack_andInOneOfNoPlace() {
    var anywhere = new Stack(new App(), "Anywhere");
    for (var id : List.of("One", "Two")) {
      GatewayAlarms.Builder.create(anywhere, id)
          .metrics(GatewayWithAlarms.metrics().build())
          .build();
    }

    Template.fromStack(anywhere).resourceCountIs("AWS::CloudWatch::Alarm", 2 * 29);
    assertThat(Json.properties(Template.fromStack(anywhere), "AWS::CloudWatch::CompositeAlarm"))
        .extracting(composite -> composite.get("AlarmName"))
        .doesNotHaveDuplicates()
        .hasSize(2 * 4);
  }

  @Test
  void needsMetrics() {
    assertThatNullPointerException()
        .isThrownBy(GatewayAlarms.Builder.create(stack, "Alarms")::build)
        .withMessage("'metrics' is required");
  }

  private List<JsonNode> composites() {
    return Resources.of(stack).all("AWS::CloudWatch::CompositeAlarm");
  }

  private JsonNode composite(String concern) {
    return Resources.of(stack).named("Alarms" + concern);
  }

  private List<Object> topicPolicy() {
    return Resources.statements(
        Resources.of(stack).named("AlarmsTopicPolicy").get("PolicyDocument"));
  }

  /** Ids of the alarms that a composite alarm's rule names. */
  private static TreeSet<String> alarmsOf(List<JsonNode> composites) {
    var ids = new TreeSet<String>();
    for (var composite : composites) {
      ALARM
          .matcher(Json.json(composite.get("AlarmRule")).toString())
          .results()
          .forEach(match -> ids.add(match.group(1)));
    }
    return ids;
  }
}
