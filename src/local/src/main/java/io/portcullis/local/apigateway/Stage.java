package io.portcullis.local.apigateway;

import io.portcullis.local.assembly.Resource;
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
    MethodThrottles throttles) {

  static Stage of(Resource resource, Clocks clocks) {
    var properties = resource.properties();
    return new Stage(
        resource.ref(),
        properties.text("DeploymentId").orElse(""),
        properties.map("Variables"),
        properties.find("AccessLogSetting").map(setting -> setting.path("Format").asText()),
        MethodThrottles.of(properties.list("MethodSettings"), clocks.meter()));
  }
}
