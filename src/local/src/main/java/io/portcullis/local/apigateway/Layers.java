package io.portcullis.local.apigateway;

import io.portcullis.local.assembly.Environment;
import io.portcullis.local.assembly.Resource;
import io.portcullis.local.waf.WebAcl;
import java.util.Optional;

/** What a request to a stage meets, in this order, and what answers it where it ends. */
record Layers(
    Optional<WebAcl> webAcl,
    Routes routes,
    Authorization authorization,
    ApiKeySource keySource,
    UsagePlans plans,
    Stage stage,
    LambdaIntegration integration,
    GatewayResponses responses,
    ContextVariables variables,
    Clocks clocks) {

  static Layers of(
      Environment environment,
      Resource resource,
      Stage stage,
      Authorization authorization,
      ApiKeys keys,
      FunctionInvoker functions,
      Clocks clocks) {
    var api = ApiIdentity.of(resource);
    var binary =
        new BinaryMediaTypes(
            resource.properties().list("BinaryMediaTypes").stream()
                .map(type -> type.asText())
                .toList());
    return new Layers(
        WebAcl.of(environment, api.stageArn(stage.name()), clocks.wall()),
        Routes.of(environment, resource),
        authorization,
        ApiKeySource.of(resource),
        UsagePlans.of(environment, api.id(), stage.name(), keys, clocks),
        stage,
        new LambdaIntegration(
            functions,
            new ProxyEvent(new RequestEvent(api, stage)),
            binary,
            StreamingIntegration.idleLimit(resource)),
        GatewayResponses.of(environment, api.id()),
        new ContextVariables(api, stage),
        clocks);
  }
}
