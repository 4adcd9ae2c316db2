package io.portcullis.constructs.policy.rule;

import io.portcullis.constructs.policy.template.TemplateResource;
import io.portcullis.constructs.policy.template.Templates;
import io.portcullis.constructs.policy.template.Value;
import java.util.stream.Stream;

/** A usage plan of a stage. */
record UsagePlan(Templates templates, TemplateResource resource) {
  private static final String TYPE = "AWS::ApiGateway::UsagePlan";

  static Stream<UsagePlan> of(FrontDoor door, TemplateResource stage) {
    return door.templates()
        .resources(TYPE)
        .filter(
            plan ->
                plan.property("ApiStages").list().stream().anyMatch(use -> isFor(use, door, stage)))
        .map(plan -> new UsagePlan(door.templates(), plan));
  }

  /** What puts a key into the plan. */
  Stream<TemplateResource> keys() {
    return templates.referring("AWS::ApiGateway::UsagePlanKey", "UsagePlanId", resource);
  }

  boolean throttles() {
    return isLimit(resource.property("Throttle.RateLimit"))
        && isLimit(resource.property("Throttle.BurstLimit"));
  }

  /** A limit that is known only at deployment is one. */
  static boolean isLimit(Value limit) {
    return limit.exists() && !limit.literal().filter(text -> text.startsWith("-")).isPresent();
  }

  private static boolean isFor(Value use, FrontDoor door, TemplateResource stage) {
    return use.get("ApiId").refersTo(door.api())
        && (use.get("Stage").refersTo(stage)
            || use.get("Stage").text().equals(stage.property("StageName").text()));
  }
}
