package io.portcullis.local.apigateway;

import com.fasterxml.jackson.databind.JsonNode;
import io.portcullis.local.assembly.Resource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A stage: its variables, the format of its access log and the throttles of its methods.
 *
 * <p>Follows "AWS::ApiGateway::Stage"
 * (docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-apigateway-stage.html).
 */
record Stage(
    String name,
    String deploymentId,
    Map<String, String> variables,
    Optional<String> accessLogFormat,
    Map<String, Throttle> throttles) {

  static Stage of(Resource resource, Clocks clocks) {
    var properties = resource.properties();
    var throttles = new HashMap<String, Throttle>();
    for (var setting : properties.list("MethodSettings")) {
      Throttle.Limit.of(setting, "ThrottlingRateLimit", "ThrottlingBurstLimit")
          .ifPresent(limit -> throttles.put(key(setting), Throttle.of(limit, clocks.meter())));
    }
    return new Stage(
        resource.ref(),
        properties.text("DeploymentId").orElse(""),
        properties.map("Variables"),
        properties.find("AccessLogSetting").map(setting -> setting.path("Format").asText()),
        Map.copyOf(throttles));
  }

  private static String key(JsonNode setting) {
    var path = setting.path("ResourcePath").asText("/*").replace("~1", "/").replace("//", "/");
    return path + " " + setting.path("HttpMethod").asText("*");
  }

  /** Whether the throttle of the method, or of all methods, admits one more call. */
  boolean admits(String resourcePath, String httpMethod) {
    var throttle = throttles.get(resourcePath + " " + httpMethod);
    if (throttle == null) {
      throttle = throttles.get("/* *");
    }
    return throttle == null || throttle.admits();
  }
}
