package io.portcullis.stacks.change;

import io.portcullis.stacks.assembly.EnvironmentTemplates;
import io.portcullis.stacks.assembly.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An API that asks less of its callers, and functions that more may call. */
record RouteWidening(EnvironmentTemplates next) {

  List<String> between(Optional<Resource> before, Optional<Resource> after) {
    if (after.isEmpty()) {
      return List.of();
    }
    return switch (after.get().type()) {
      case "AWS::ApiGateway::Method" -> method(before, after.get());
      case "AWS::ApiGateway::RestApi" -> before.map(old -> api(old, after.get())).orElse(List.of());
      case "AWS::ApiGateway::DomainName" ->
          before.map(old -> domain(old, after.get())).orElse(List.of());
      case "AWS::Lambda::Permission", "AWS::Lambda::Url" -> function(before, after.get());
      default -> List.of();
    };
  }

  private List<String> method(Optional<Resource> before, Resource after) {
    if (before.isEmpty()) {
      return List.of("is a new route: %s %s".formatted(after.text("HttpMethod"), path(after)));
    }
    var old = before.get();
    var what = new ArrayList<String>();
    if (!identity(old).equals("NONE") && !identity(old).equals(identity(after))) {
      what.add("asks for '%s' where it asked for '%s'".formatted(identity(after), identity(old)));
    }
    if (old.is("ApiKeyRequired") && !after.is("ApiKeyRequired")) {
      what.add("needs no API key any more");
    }
    if (old.has("RequestValidatorId") && !after.has("RequestValidatorId")) {
      what.add("does not check bodies any more");
    }
    return what;
  }

  private static String identity(Resource method) {
    return method.get("AuthorizationType").asText("NONE");
  }

  private String path(Resource method) {
    return next.targets(method.get("ResourceId")).stream()
        .map(resource -> "…/" + resource.text("PathPart"))
        .findFirst()
        .orElse("/");
  }

  private static List<String> api(Resource before, Resource after) {
    var what = new ArrayList<String>();
    if (type(before).equals("PRIVATE") && !type(after).equals("PRIVATE")) {
      what.add("is reachable from the internet");
    }
    if (before.is("DisableExecuteApiEndpoint") && !after.is("DisableExecuteApiEndpoint")) {
      what.add("answers at API Gateway's own address again");
    }
    return what;
  }

  private static String type(Resource api) {
    return api.get("EndpointConfiguration", "Types").path(0).asText();
  }

  private static List<String> domain(Resource before, Resource after) {
    return before.has("MutualTlsAuthentication") && !after.has("MutualTlsAuthentication")
        ? List.of("asks for no client certificate any more")
        : List.of();
  }

  private static List<String> function(Optional<Resource> before, Resource after) {
    return before.filter(old -> old.get().equals(after.get())).isPresent()
        ? List.of()
        : List.of(
            after.type().equals("AWS::Lambda::Url")
                ? "is an address of its own for a function"
                : "lets %s call a function%s".formatted(after.text("Principal"), source(after)));
  }

  private static String source(Resource permission) {
    var source = permission.text("SourceArn");
    return source.isEmpty() ? " from anywhere" : " from " + source;
  }
}
