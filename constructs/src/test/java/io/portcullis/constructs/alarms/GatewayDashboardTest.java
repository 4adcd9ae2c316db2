package io.portcullis.constructs.alarms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.portcullis.constructs.Resources;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.assertions.Template;

class GatewayDashboardTest {
  private final GatewayWithAlarms gateway = new GatewayWithAlarms();

  @Test
  void answersInThisOrder() {
    dashboard(gateway.alarms().build());

    assertThat(widgets())
        .extracting(widget -> widget.at("/properties/title").asText())
        .containsExactly(
            "Alarms",
            "",
            "Is it up?",
            "How fast? (milliseconds)",
            "Who is refused where?",
            "How much? (calls)",
            "How full?",
            "How much is used up? (percent)",
            "How long does the token live? (days)",
            "Is the token the only way in? (1 is no)");
  }

  @Test
  void showsTheStateOfEveryAlarm_thoseThatNotifyFirst() {
    dashboard(gateway.alarms().build());

    assertThat(texts(widgets().get(0).at("/properties/alarms")))
        .hasSize(4 + 29)
        .startsWith("AlarmsAvailability", "AlarmsAbuse", "AlarmsToken", "AlarmsCapacity");
  }

  @Test
  void showsNoMoreAlarmsThanAWidgetTakes() {
    var calls =
        IntStream.range(0, 120)
            .mapToObj(number -> GatewayWithAlarms.customer("customer-" + number, 1))
            .collect(
                Collectors.toMap(
                    customer -> customer, customer -> GatewayWithAlarms.metric("calls")));
    dashboard(gateway.alarms().metrics(GatewayWithAlarms.metrics().calls(calls).build()).build());

    assertThat(texts(widgets().get(0).at("/properties/alarms"))).hasSize(100);
  }

  @Test
  void tellsWhereTheRunbookIs() {
    dashboard(gateway.alarms().build());

    assertThat(widgets().get(1).at("/properties/markdown").textValue())
        .isEqualTo(
            "What to do: Availability: docs/runbook.md#availability | Abuse: docs/runbook.md#abuse"
                + " | Token: docs/runbook.md#token | Capacity: docs/runbook.md#capacity");
  }

  @Test
  void linksARunbookThatHasAnAddress() {
    dashboard(gateway.alarms().runbook("https://wiki.example.com/gateway").build());

    assertThat(widgets().get(1).at("/properties/markdown").textValue())
        .startsWith("What to do: [Availability](https://wiki.example.com/gateway#availability) |");
  }

  @Test
  void tellsHalfOfTheCallsFromTheSlowest() {
    dashboard(gateway.alarms().build());

    assertThat(labels(3))
        .containsExactly("first byte p50", "first byte p99", "total p50", "total p99");
  }

  @Test
  void stacksRefusalsByLayer() {
    dashboard(gateway.alarms().build());

    assertThat(labels(4))
        .containsExactly(
            "firewall",
            "network",
            "plan",
            "plan, too many",
            "identity, by the proxy",
            "token, by the proxy",
            "guard, the same again");
    assertThat(widgets().get(4).at("/properties/stacked").booleanValue()).isTrue();
  }

  @Test
  void stacksCallsByCustomer() {
    dashboard(gateway.alarms().build());

    assertThat(labels(5)).containsExactly("acme", "globex-labs");
    assertThat(widgets().get(5).at("/properties/stacked").booleanValue()).isTrue();
  }

  @Test
  void tellsHowMuchOfItsQuotaACustomerHasUsed_andOfTheirCeilingAll() {
    dashboard(gateway.alarms().build());

    assertThat(labels(7)).containsExactly("acme", "globex-labs", "spent by all");
  }

  @Test
  void countsTheDaysThatTheTokenAndItsCredentialHaveLeft() {
    dashboard(gateway.alarms().build());

    assertThat(widgets().get(8).at("/properties/metrics").findValuesAsText("expression"))
        .containsExactly("left / 86400", "(15552000 - age) / 86400");
  }

  @Test
  void tellsWhetherTheTokenIsTheOnlyWayIn() {
    dashboard(gateway.alarms().build());

    assertThat(labels(9))
        .containsExactly(
            "replaced token in use",
            "endpoint exposed",
            "changed by hand",
            "rotation failed",
            "rotation broke off");
  }

  @Test
  void leavesOutWhatIsNotMeasured() {
    dashboard(
        gateway
            .alarms()
            .metrics(GatewayMetrics.builder().warming(GatewayWithAlarms.metric("warming")).build())
            .build());

    assertThat(labels(2)).containsExactly("endpoint starting");
    assertThat(widgets().get(8).at("/properties/metrics").isMissingNode()).isTrue();
  }

  @Test
  void hasNoNameOfItsOwn_soThatTwoStandInOneAccount() {
    var anywhere = new Stack(new App(), "Anywhere");
    for (var id : List.of("One", "Two")) {
      var alarms =
          GatewayAlarms.Builder.create(anywhere, id + "Alarms")
              .metrics(GatewayWithAlarms.metrics().build())
              .build();
      GatewayDashboard.Builder.create(anywhere, id).alarms(alarms).build();
    }

    var template = Template.fromStack(anywhere);
    template.resourceCountIs("AWS::CloudWatch::Dashboard", 2);
    assertThat(io.portcullis.constructs.Json.properties(template, "AWS::CloudWatch::Dashboard"))
        .allSatisfy(dashboard -> assertThat(dashboard).containsOnlyKeys("DashboardBody"));
  }

  @Test
  void needsAlarms() {
    assertThatNullPointerException()
        .isThrownBy(GatewayDashboard.Builder.create(gateway.stack, "Dashboard")::build)
        .withMessage("'alarms' is required");
  }

  private void dashboard(GatewayAlarms alarms) {
    GatewayDashboard.Builder.create(gateway.stack, "Dashboard").alarms(alarms).build();
  }

  private List<String> labels(int widget) {
    return StreamSupport.stream(
            widgets().get(widget).at("/properties/metrics").spliterator(), false)
        .map(series -> series.get(series.size() - 1).get("label").asText())
        .toList();
  }

  private static List<String> texts(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).map(JsonNode::textValue).toList();
  }

  /** The widgets, with a resource's logical id in place of its ARN. */
  private List<JsonNode> widgets() {
    var body = Resources.of(gateway.stack).only("AWS::CloudWatch::Dashboard").get("DashboardBody");
    var text = new StringBuilder();
    for (var part : body.at("/Fn::Join/1")) {
      text.append(part.isTextual() ? part.textValue() : part.at("/Fn::GetAtt/0").asText());
    }
    try {
      var widgets = new ObjectMapper().readTree(text.toString()).get("widgets");
      return StreamSupport.stream(widgets.spliterator(), false).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
