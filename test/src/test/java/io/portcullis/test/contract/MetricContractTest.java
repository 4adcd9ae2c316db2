package io.portcullis.test.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.portcullis.authorizer.AuthorizerMetric;
import io.portcullis.constructs.policy.EmittedMetric;
import io.portcullis.proxy.log.ProxyMetric;
import io.portcullis.rotation.log.RotationMetric;
import io.portcullis.stacks.EnvironmentStage;
import io.portcullis.test.Synthesis;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awscdk.App;

/** What alarms watch and what the proxy measures; only strings tie them together. */
class MetricContractTest {
  @ParameterizedTest
  @MethodSource("io.portcullis.test.Synthesis#environmentNames")
  void theProxyMeasuresWhateverAnAlarmWatchesOfIt(String environment) {
    var watched = metricsOfTheProxy(environment).distinct().toList();

    assertThat(watched).contains(ProxyMetric.CALLS.metricName());
    assertThat(Stream.of(ProxyMetric.values()).map(ProxyMetric::metricName)).containsAll(watched);
  }

  /** Whatever is missing there is an alarm that may never hear of anything. */
  @Test
  void thePoliciesKnowWhatTheFunctionsMeasure() {
    assertThat(known("io.portcullis.proxy."))
        .containsExactlyInAnyOrderElementsOf(
            Stream.of(ProxyMetric.values()).map(ProxyMetric::metricName).toList());
    assertThat(known("io.portcullis.rotation."))
        .containsExactlyInAnyOrderElementsOf(
            Stream.of(RotationMetric.values()).map(RotationMetric::metricName).toList());
    assertThat(known("io.portcullis.authorizer."))
        .containsExactlyInAnyOrderElementsOf(
            Stream.of(AuthorizerMetric.values()).map(AuthorizerMetric::metricName).toList());
  }

  @Test
  void everyLayerOfTheProxyIsShown() throws ClassNotFoundException {
    var stage = new EnvironmentStage(new App(), Synthesis.environment("prod"));
    var layers =
        Stream.of(Class.forName("io.portcullis.proxy.refusal.Layer").getEnumConstants())
            .map(layer -> layer.toString().toLowerCase(Locale.ROOT));

    assertThat(stage.getGateway().getGateway().getProxy().metricRefusedByLayer().keySet())
        .containsExactlyInAnyOrderElementsOf(layers.toList());
  }

  private static List<String> known(String handlerPackage) {
    return Stream.of(EmittedMetric.values())
        .filter(metric -> metric.handlerPackages().contains(handlerPackage))
        .map(EmittedMetric::metricName)
        .toList();
  }

  private static Stream<String> metricsOfTheProxy(String environment) {
    return Synthesis.stacks(Synthesis.environment(environment)).stream()
        .map(stack -> new ObjectMapper().<JsonNode>valueToTree(stack.getTemplate()))
        .flatMap(template -> template.get("Resources").valueStream())
        .filter(resource -> resource.get("Type").asText().equals("AWS::CloudWatch::Alarm"))
        .map(alarm -> alarm.get("Properties"))
        .filter(alarm -> alarm.get("Namespace").asText().equals("Portcullis"))
        .filter(
            alarm -> alarm.get("Dimensions").findValuesAsText("Ref").toString().contains("Proxy"))
        .map(alarm -> alarm.get("MetricName").asText());
  }
}
