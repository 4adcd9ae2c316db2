package io.portcullis.local.apigateway;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.portcullis.local.http.Call;
import io.portcullis.local.http.QueryParameters;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/**
 * The event of the Lambda proxy integration.
 *
 * <p>Follows "Lambda proxy integrations in API Gateway", "Input format of a Lambda function for
 * proxy integration"
 * (docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html).
 */
final class ProxyEvent {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> NO_IDENTITY =
      List.of(
          "cognitoIdentityPoolId",
          "accountId",
          "cognitoIdentityId",
          "caller",
          "principalOrgId",
          "accessKey",
          "cognitoAuthenticationType",
          "cognitoAuthenticationProvider",
          "userArn",
          "user");

  private final RequestEvent requests;

  ProxyEvent(RequestEvent requests) {
    this.requests = requests;
  }

  byte[] of(Call call, String path, RequestContext context, boolean binary) {
    var route = context.route().orElseThrow();
    var event =
        JSON.createObjectNode()
            .put("resource", route.resourcePath())
            .put("path", path)
            .put("httpMethod", call.method());
    RequestEvent.putValues(
        event, "headers", "multiValueHeaders", requests.headers(call, context).byName());
    putQuery(event, QueryParameters.of(call.query()).all());
    putMap(event, "pathParameters", route.parameters());
    putMap(event, "stageVariables", requests.stageVariables());
    putContext(event.putObject("requestContext"), call, path, context);
    if (call.body().length == 0) {
      event.putNull("body");
    } else {
      event.put("body", binary ? Base64.getEncoder().encodeToString(call.body()) : call.bodyText());
    }
    event.put("isBase64Encoded", binary && call.body().length > 0);
    return event.toString().getBytes(StandardCharsets.UTF_8);
  }

  private void putContext(ObjectNode node, Call call, String path, RequestContext context) {
    requests.putContext(node, call, path, context);
    var identity = node.putObject("identity");
    NO_IDENTITY.forEach(identity::putNull);
    context.caller().ifPresent(caller -> RequestEvent.putCaller(identity, caller));
    RequestEvent.putSource(identity, context);
    identity.put("userAgent", call.headers().first("User-Agent").orElse(null));
    identity.put("apiKey", context.key().map(ApiKey::value).orElse(null));
    identity.put("apiKeyId", context.key().map(ApiKey::id).orElse(null));
    context.authorizer().ifPresent(authorizer -> putAuthorizer(node, authorizer));
  }

  private static void putAuthorizer(ObjectNode node, AuthorizerResult authorizer) {
    var values = node.putObject("authorizer");
    authorizer.values().forEach(values::put);
    values.put("integrationLatency", authorizer.latency().toMillis());
  }

  /** Null if there are none. */
  private static void putQuery(ObjectNode event, Map<String, List<String>> values) {
    var single = "queryStringParameters";
    var multiple = "multiValueQueryStringParameters";
    if (values.isEmpty()) {
      event.putNull(single).putNull(multiple);
    } else {
      RequestEvent.putValues(event, single, multiple, values);
    }
  }

  private static void putMap(ObjectNode event, String name, Map<String, String> values) {
    if (values.isEmpty()) {
      event.putNull(name);
      return;
    }
    values.forEach(event.putObject(name)::put);
  }
}
