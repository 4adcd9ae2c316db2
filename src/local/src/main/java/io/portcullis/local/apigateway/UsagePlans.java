package io.portcullis.local.apigateway;

import com.fasterxml.jackson.databind.JsonNode;
import io.portcullis.local.assembly.Environment;
import io.portcullis.local.assembly.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The keys that a stage admits, by the usage plans that it belongs to.
 *
 * <p>Follows "Usage plans and API keys for REST APIs"
 * (docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-api-usage-plans.html): throttle
 * and quota count per key.
 */
final class UsagePlans {
  private final List<Subscription> subscriptions;
  private final ApiKeys keys;

  private UsagePlans(List<Subscription> subscriptions, ApiKeys keys) {
    this.subscriptions = subscriptions;
    this.keys = keys;
  }

  static UsagePlans of(
      Environment environment, String apiId, String stage, ApiKeys keys, Clocks clocks) {
    var subscriptions = new ArrayList<Subscription>();
    for (var plan : environment.resources("AWS::ApiGateway::UsagePlan")) {
      plan.properties().find("UsagePlanName");
      for (var apiStage : stagesOf(plan, apiId, stage)) {
        for (var member : environment.resources("AWS::ApiGateway::UsagePlanKey")) {
          member.properties().find("KeyType");
          if (member.properties().requiredText("UsagePlanId").equals(plan.ref())) {
            var keyId = member.properties().requiredText("KeyId");
            keys.find(keyId)
                .map(ApiKeys.State::key)
                .ifPresent(key -> subscriptions.add(Subscription.of(key, plan, apiStage, clocks)));
          }
        }
      }
    }
    return new UsagePlans(List.copyOf(subscriptions), keys);
  }

  private static List<JsonNode> stagesOf(Resource plan, String apiId, String stage) {
    return plan.properties().list("ApiStages").stream()
        .filter(node -> node.path("ApiId").asText().equals(apiId))
        .filter(node -> node.path("Stage").asText().equals(stage))
        .toList();
  }

  List<Subscription> subscriptions() {
    return subscriptions;
  }

  /** The subscription of a key that is enabled now. */
  Optional<Subscription> of(String keyValue) {
    return subscriptions.stream()
        .filter(subscription -> subscription.key().value().equals(keyValue))
        .filter(subscription -> works(subscription.key()))
        .findFirst();
  }

  private boolean works(ApiKey key) {
    return keys.find(key.id()).filter(ApiKeys.State::enabled).isPresent();
  }
}
