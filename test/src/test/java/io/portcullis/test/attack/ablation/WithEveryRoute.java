package io.portcullis.test.attack.ablation;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.portcullis.test.attack.Template;
import java.util.function.Consumer;

/** Lets every path and every method through to the proxy. */
public record WithEveryRoute() implements Ablation {
  @Override
  public String name() {
    return "routes";
  }

  @Override
  public String text() {
    return "every path and method has the integration of the first route";
  }

  @Override
  public void change(Template template) {
    var methods = template.properties("AWS::ApiGateway::Method");
    if (methods.isEmpty()) {
      return;
    }
    var any = methods.get(0).deepCopy();
    any.remove("RequestModels");
    var api = any.path("RestApiId").path("Ref").asText();
    methods.forEach(method -> method.put("HttpMethod", "ANY"));
    template.add(
        "EveryPath",
        resource(
            "AWS::ApiGateway::Resource",
            properties -> {
              properties.put("PathPart", "{path+}");
              properties.putObject("RestApiId").put("Ref", api);
              properties
                  .putObject("ParentId")
                  .putArray("Fn::GetAtt")
                  .add(api)
                  .add("RootResourceId");
            }));
    any.put("HttpMethod", "ANY");
    var root = any.deepCopy();
    root.putObject("ResourceId").putArray("Fn::GetAtt").add(api).add("RootResourceId");
    any.putObject("ResourceId").put("Ref", "EveryPath");
    template.add("EveryMethod", resource("AWS::ApiGateway::Method", added -> added.setAll(any)));
    template.add("RootMethod", resource("AWS::ApiGateway::Method", added -> added.setAll(root)));
  }

  private static ObjectNode resource(String type, Consumer<ObjectNode> content) {
    var resource = JsonNodeFactory.instance.objectNode().put("Type", type);
    content.accept(resource.putObject("Properties"));
    return resource;
  }
}
