package io.portcullis.constructs.policy.rule;

import io.portcullis.constructs.policy.template.TemplateResource;
import io.portcullis.constructs.policy.template.Templates;
import io.portcullis.constructs.policy.template.Value;
import java.util.stream.Stream;

/** Nobody calls without a limit. */
final class MethodsThrottled implements Rule {
  @Override
  public RuleText text() {
    return new RuleText(
        "Portcullis-MethodsThrottled",
        "Every method of a gateway is throttled: by its stage, or by the usage plans of the keys"
            + " that it requires.",
        "Without a limit of its own, one caller takes the whole account's, and the model's time.",
        "Give the stage a throttling rate and burst for '/*' and '*', or require a key and give"
            + " every usage plan of the stage a rate and a burst.");
  }

  @Override
  public Stream<Finding> findings(Templates templates) {
    return FrontDoor.in(templates)
        .flatMap(
            door ->
                door.stages().stream()
                    .flatMap(
                        stage ->
                            door.methods().stream()
                                .filter(
                                    method ->
                                        !throttles(stage, method)
                                            && !isPlanned(door, stage, method))
                                .map(method -> finding(stage, method))));
  }

  private static Finding finding(TemplateResource stage, Method method) {
    return Finding.on(
        method.resource(),
        "Properties",
        "%s is throttled neither by the stage '%s' nor by its usage plans"
            .formatted(method, stage.property("StageName").text()));
  }

  private static boolean throttles(TemplateResource stage, Method method) {
    return stage.property("MethodSettings").list().stream()
        .filter(setting -> isFor(setting, method))
        .anyMatch(
            setting ->
                UsagePlan.isLimit(setting.get("ThrottlingRateLimit"))
                    && UsagePlan.isLimit(setting.get("ThrottlingBurstLimit")));
  }

  /** A slash in a path is written {@code ~1} here. */
  private static boolean isFor(Value setting, Method method) {
    var path = setting.get("ResourcePath").text();
    var verb = setting.get("HttpMethod");
    return (path.equals("/*") || path.equals("/" + method.path().replace("/", "~1")))
        && (verb.is("*") || verb.is(method.verb()));
  }

  /** A key that is in no plan of the stage is refused. */
  private static boolean isPlanned(FrontDoor door, TemplateResource stage, Method method) {
    return method.requiresKey() && UsagePlan.of(door, stage).allMatch(UsagePlan::throttles);
  }
}
