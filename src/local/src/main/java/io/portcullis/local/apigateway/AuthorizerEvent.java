package io.portcullis.local.apigateway;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.portcullis.local.http.Call;
import io.portcullis.local.http.QueryParameters;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The event of an authorizer's function.
 *
 * <p>Follows "Input to an API Gateway Lambda authorizer"
 * (docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-lambda-authorizer-input.html).
 * The API key is what the caller sent: no plan has been asked yet, so that there is no id of it.
 */
final class AuthorizerEvent {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final RequestEvent requests;

  AuthorizerEvent(RequestEvent requests) {
    this.requests = requests;
  }

  /**
   * The event of a call.
   *
   * @param identity values of the authorizer's identity sources
   */
  byte[] of(
      LambdaAuthorizer authorizer,
      List<String> identity,
      Call call,
      String path,
      RequestContext context) {
    var event = JSON.createObjectNode().put("methodArn", requests.methodArn(call, path));
    if (authorizer.request()) {
      putRequest(event.put("type", "REQUEST"), call, path, context);
    } else {
      event.put("type", "TOKEN").put("authorizationToken", identity.get(0));
    }
    return event.toString().getBytes(StandardCharsets.UTF_8);
  }

  private void putRequest(ObjectNode event, Call call, String path, RequestContext context) {
    var route = context.route().orElseThrow();
    event.put("resource", route.resourcePath()).put("path", path).put("httpMethod", call.method());
    RequestEvent.putValues(
        event, "headers", "multiValueHeaders", requests.headers(call, context).byName());
    RequestEvent.putValues(
        event,
        "queryStringParameters",
        "multiValueQueryStringParameters",
        QueryParameters.of(call.query()).all());
    route.parameters().forEach(event.putObject("pathParameters")::put);
    requests.stageVariables().forEach(event.putObject("stageVariables")::put);
    var node = event.putObject("requestContext");
    requests.putContext(node, call, path, context);
    var identity = node.putObject("identity");
    RequestEvent.putSource(identity, context);
    call.headers().first("User-Agent").ifPresent(agent -> identity.put("userAgent", agent));
    call.headers().first("x-api-key").ifPresent(key -> identity.put("apiKey", key));
  }
}
