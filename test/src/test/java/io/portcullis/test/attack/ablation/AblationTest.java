package io.portcullis.test.attack.ablation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.portcullis.test.Synthesis;
import io.portcullis.test.attack.Template;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Each ablation, at an environment's template: that it changes what it says, and no more. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AblationTest {
  private final ObjectNode prod = Template.gatewayOf(Synthesis.environment("prod")).json();

  @Test
  void withoutFirewall_takesTheAssociationAway() {
    assertThat(changed(new WithoutFirewall())).containsExactly("AWS::WAFv2::WebACLAssociation");
  }

  @Test
  void withoutNetworkPolicy_changesThePolicyAlone() {
    assertThat(changed(new WithoutNetworkPolicy()))
        .containsExactly("AWS::ApiGateway::RestApi.Policy");
  }

  @Test
  void withoutNetworkPolicy_stillDeniesStrangers() {
    var statements = policy(new WithoutNetworkPolicy());

    assertThat(statements).hasSize(2);
    assertThat(statements.get(0).path("Effect").asText()).isEqualTo("Allow");
    assertThat(statements.get(1).at("/Condition/StringNotEquals/aws:PrincipalArn")).isNotEmpty();
  }

  @Test
  void withoutIdentity_changesMethodsPolicyAndVariables() {
    assertThat(changed(new WithoutIdentity()))
        .containsExactly(
            "AWS::ApiGateway::Method.AuthorizationType",
            "AWS::ApiGateway::RestApi.Policy",
            "AWS::ApiGateway::Stage.Variables");
  }

  @Test
  void withoutIdentity_stillDeniesOtherNetworks() {
    var statements = policy(new WithoutIdentity());

    assertThat(statements.get(0).has("Condition")).isFalse();
    assertThat(statements.get(1).at("/Condition/NotIpAddress/aws:SourceIp")).isNotEmpty();
    assertThat(statements.toString()).doesNotContain("StringNotEquals");
  }

  @Test
  void withoutKeys_changesWhetherMethodsRequireOne() {
    assertThat(changed(new WithoutKeys()))
        .containsExactly("AWS::ApiGateway::Method.ApiKeyRequired");
  }

  @Test
  void withoutThrottles_changesPlansAndSettingsOfMethods() {
    assertThat(changed(new WithoutThrottles()))
        .containsExactly(
            "AWS::ApiGateway::Stage.MethodSettings",
            "AWS::ApiGateway::UsagePlan.ApiStages",
            "AWS::ApiGateway::UsagePlan.Quota",
            "AWS::ApiGateway::UsagePlan.Throttle");
  }

  @Test
  void withoutValidator_changesMethodsAlone() {
    assertThat(changed(new WithoutValidator()))
        .containsExactly("AWS::ApiGateway::Method.RequestValidatorId");
  }

  @Test
  void withEveryRoute_addsPathsAndMethods_thatAskLikeTheOthers() {
    var after = template();
    new WithEveryRoute().change(after);

    assertThat(changed(new WithEveryRoute()))
        .containsExactly(
            "AWS::ApiGateway::Method",
            "AWS::ApiGateway::Method.HttpMethod",
            "AWS::ApiGateway::Resource");
    assertThat(after.properties("AWS::ApiGateway::Method"))
        .allMatch(method -> method.path("ApiKeyRequired").asBoolean())
        .allMatch(method -> method.path("AuthorizationType").asText().equals("AWS_IAM"));
  }

  @Test
  void withoutCallersNetworks_tellsTheProxyOfEveryAddress() {
    var template = template();
    new WithoutCallerNetworks().change(template);

    assertThat(changed(new WithoutCallerNetworks()))
        .containsExactly("AWS::ApiGateway::Stage.Variables");
    assertThat(
            template.properties("AWS::ApiGateway::Stage").get(0).at("/Variables/acme").toString())
        .contains("cidr=0.0.0.0/1&cidr=128.0.0.0/1")
        .doesNotContain("203.0.113");
  }

  @Test
  void withoutProxysLimits_changesVariablesOfTheProxyAlone() {
    assertThat(changed(new WithoutProxyLimits()))
        .containsExactly("AWS::Lambda::Function.Environment");
  }

  @Test
  void everyAblation_isFoundByItsName() {
    assertThat(Ablation.all())
        .allMatch(ablation -> Ablation.named(ablation.name()).equals(ablation));
  }

  private JsonNode policy(Ablation ablation) {
    var template = template();
    ablation.change(template);
    return template.properties("AWS::ApiGateway::RestApi").get(0).at("/Policy/Statement");
  }

  /** Types of resources that came or went, and properties that changed. */
  private TreeSet<String> changed(Ablation ablation) {
    var before = template();
    var after = template();
    ablation.change(after);
    var changed = new TreeSet<String>();
    var others = after.json().path("Resources");
    for (var resource : before.json().path("Resources").properties()) {
      var type = resource.getValue().path("Type").asText();
      var other = others.path(resource.getKey());
      if (other.isMissingNode()) {
        changed.add(type);
      } else {
        properties(resource.getValue(), other).forEach(name -> changed.add(type + "." + name));
      }
    }
    others.properties().stream()
        .filter(resource -> !before.json().path("Resources").has(resource.getKey()))
        .forEach(resource -> changed.add(resource.getValue().path("Type").asText()));
    return changed;
  }

  private static TreeSet<String> properties(JsonNode before, JsonNode after) {
    var names = new TreeSet<String>();
    before.path("Properties").fieldNames().forEachRemaining(names::add);
    after.path("Properties").fieldNames().forEachRemaining(names::add);
    names.removeIf(
        name -> before.path("Properties").path(name).equals(after.path("Properties").path(name)));
    return names;
  }

  private Template template() {
    return new Template(prod.deepCopy());
  }
}
