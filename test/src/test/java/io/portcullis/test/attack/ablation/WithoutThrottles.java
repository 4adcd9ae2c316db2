package io.portcullis.test.attack.ablation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.portcullis.test.attack.Template;
import java.util.List;

/** Lets every plan call as much as it likes. */
public record WithoutThrottles() implements Ablation {
  @Override
  public String name() {
    return "throttles";
  }

  @Override
  public String text() {
    return "plans have neither throttle nor quota, and methods no throttle";
  }

  @Override
  public void change(Template template) {
    for (var plan : template.properties("AWS::ApiGateway::UsagePlan")) {
      plan.remove(List.of("Throttle", "Quota"));
      plan.path("ApiStages").forEach(stage -> ((ObjectNode) stage).remove("Throttle"));
    }
    for (var stage : template.properties("AWS::ApiGateway::Stage")) {
      stage
          .path("MethodSettings")
          .forEach(
              settings ->
                  ((ObjectNode) settings)
                      .remove(List.of("ThrottlingBurstLimit", "ThrottlingRateLimit")));
    }
  }
}
