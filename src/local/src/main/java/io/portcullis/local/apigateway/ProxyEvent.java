package io.portcullis.local.apigateway;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.portcullis.local.http.Call;
import io.portcullis.local.http.Headers;
import io.portcullis.local.iam.AccessKey;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
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
  private static final DateTimeFormatter REQUEST_TIME =
      DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);
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

  private final ApiIdentity api;
  private final Stage stage;

  ProxyEvent(ApiIdentity api, Stage stage) {
    this.api = api;
    this.stage = stage;
  }

  byte[] of(Call call, String path, RequestContext context, boolean binary) {
    var route = context.route().orElseThrow();
    var event =
        JSON.createObjectNode()
            .put("resource", route.resourcePath())
            .put("path", path)
            .put("httpMethod", call.method());
    putValues(event, "headers", "multiValueHeaders", headers(call, context).byName());
    putValues(
        event,
        "queryStringParameters",
        "multiValueQueryStringParameters",
        QueryParameters.of(call.query()).all());
    putMap(event, "pathParameters", route.parameters());
    putMap(event, "stageVariables", stage.variables());
    event.set("requestContext", requestContext(call, path, context));
    if (call.body().length == 0) {
      event.putNull("body");
    } else {
      event.put("body", binary ? Base64.getEncoder().encodeToString(call.body()) : call.bodyText());
    }
    event.put("isBase64Encoded", binary && call.body().length > 0);
    return event.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** What API Gateway adds to the caller's own headers. */
  private Headers headers(Call call, RequestContext context) {
    var source = context.sourceIp();
    var forwarded = call.headers().first("X-Forwarded-For").map(earlier -> earlier + ", " + source);
    // API Gateway keeps the signature of a call to itself.
    var own =
        context.caller().isPresent() ? call.headers().without("Authorization") : call.headers();
    return own.without("Connection")
        .without("Content-Length")
        .without("Transfer-Encoding")
        .replacing("Host", api.domainName())
        .replacing("X-Amzn-Trace-Id", context.traceId())
        .replacing("X-Forwarded-For", forwarded.orElse(source))
        .replacing("X-Forwarded-Port", "443")
        .replacing("X-Forwarded-Proto", "https");
  }

  private ObjectNode requestContext(Call call, String path, RequestContext context) {
    var route = context.route().orElseThrow();
    var node =
        JSON.createObjectNode()
            .put("accountId", api.accountId())
            .put("apiId", api.id())
            .put("deploymentId", stage.deploymentId())
            .put("domainName", api.domainName())
            .put("domainPrefix", api.id())
            .put("extendedRequestId", context.extendedRequestId())
            .put("httpMethod", call.method())
            .put("path", "/" + stage.name() + path)
            .put("protocol", "HTTP/1.1")
            .put("requestId", context.requestId())
            .put("requestTime", requestTime(context))
            .put("requestTimeEpoch", context.time().toEpochMilli())
            .put("resourceId", route.resourceId())
            .put("resourcePath", route.resourcePath())
            .put("stage", stage.name());
    var identity = node.putObject("identity");
    NO_IDENTITY.forEach(identity::putNull);
    context.caller().ifPresent(caller -> putCaller(identity, caller));
    identity.put("sourceIp", context.sourceIp());
    identity.put("userAgent", call.headers().first("User-Agent").orElse(null));
    identity.put("apiKey", context.key().map(ApiKey::value).orElse(null));
    identity.put("apiKeyId", context.key().map(ApiKey::id).orElse(null));
    return node;
  }

  /** Who signed, as API Gateway tells it of methods with the authorization {@code AWS_IAM}. */
  private static void putCaller(ObjectNode identity, AccessKey caller) {
    var principal = caller.principal();
    identity
        .put("accessKey", caller.id())
        .put("accountId", principal.account())
        .put("caller", principal.userId())
        .put("user", principal.userId())
        .put("userArn", principal.userArn());
  }

  static String requestTime(RequestContext context) {
    return REQUEST_TIME.format(context.time());
  }

  /**
   * The last of several values in the one map, all of them in the other; null if there are none.
   */
  private static void putValues(
      ObjectNode event, String single, String multiple, Map<String, List<String>> values) {
    if (values.isEmpty()) {
      event.putNull(single).putNull(multiple);
      return;
    }
    var last = event.putObject(single);
    values.forEach((name, all) -> last.put(name, all.get(all.size() - 1)));
    var lists = event.putObject(multiple);
    values.forEach((name, all) -> all.forEach(lists.putArray(name)::add));
  }

  private static void putMap(ObjectNode event, String name, Map<String, String> values) {
    if (values.isEmpty()) {
      event.putNull(name);
      return;
    }
    values.forEach(event.putObject(name)::put);
  }
}
