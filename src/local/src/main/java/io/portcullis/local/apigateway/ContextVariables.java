package io.portcullis.local.apigateway;

import com.fasterxml.jackson.databind.node.TextNode;
import io.portcullis.local.http.Call;
import io.portcullis.local.iam.AccessKey;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The values of {@code $context} for one request.
 *
 * <p>Follows "Context variables for data transformations"
 * (docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-mapping-template-reference.html).
 */
final class ContextVariables {
  private final ApiIdentity api;
  private final Stage stage;

  ContextVariables(ApiIdentity api, Stage stage) {
    this.api = api;
    this.stage = stage;
  }

  Variables of(Call call, String path, RequestContext context) {
    return new Variables(values(call, path, context));
  }

  Variables of(Call call, String path, RequestContext context, GatewayError error) {
    var values = values(call, path, context);
    putError(values, error);
    return new Variables(values);
  }

  /** With what is known when the response has gone out. */
  Variables ofLog(
      Call call,
      String path,
      RequestContext context,
      Optional<GatewayError> error,
      Outcome outcome,
      Latency latency) {
    var answer = outcome.answer();
    var length = outcome.body().map(ResponseStream::length).orElse((long) answer.body().length);
    var values = values(call, path, context);
    error.ifPresent(known -> putError(values, known));
    values.put("context.status", Integer.toString(answer.status()));
    values.put("context.responseLength", Long.toString(length));
    values.put("context.responseLatency", Long.toString(latency.total().toMillis()));
    latency
        .integration()
        .ifPresent(
            time -> {
              values.put("context.integrationLatency", Long.toString(time.toMillis()));
              values.put("context.integration.latency", Long.toString(time.toMillis()));
              values.put("context.integration.status", Integer.toString(answer.status()));
              // What Lambda's API answers, not what the function says.
              values.put("context.integration.integrationStatus", "200");
              values.put("context.integrationStatus", "200");
            });
    var filtered = error.filter(known -> known.type() == GatewayResponseType.WAF_FILTERED);
    values.put("context.wafResponseCode", filtered.isPresent() ? "WAF_BLOCK" : "WAF_ALLOW");
    return new Variables(values);
  }

  /** How long a request took, and its integration if it got that far. */
  record Latency(Duration total, Optional<Duration> integration) {}

  private Map<String, String> values(Call call, String path, RequestContext context) {
    var values = new HashMap<String, String>();
    values.put("context.accountId", api.accountId());
    values.put("context.apiId", api.id());
    values.put("context.domainName", api.domainName());
    values.put("context.domainPrefix", api.id());
    values.put("context.extendedRequestId", context.extendedRequestId());
    values.put("context.httpMethod", call.method());
    values.put("context.identity.sourceIp", context.sourceIp());
    context.source().vpcEndpoint().ifPresent(id -> values.put("context.identity.vpceId", id));
    values.put("context.path", "/" + stage.name() + path);
    values.put("context.protocol", "HTTP/1.1");
    values.put("context.requestId", context.requestId());
    values.put("context.requestTime", RequestEvent.requestTime(context));
    values.put("context.requestTimeEpoch", Long.toString(context.time().toEpochMilli()));
    values.put("context.stage", stage.name());
    call.headers()
        .first("User-Agent")
        .ifPresent(agent -> values.put("context.identity.userAgent", escaped(agent)));
    context
        .route()
        .ifPresent(
            route -> {
              values.put("context.resourceId", route.resourceId());
              values.put("context.resourcePath", route.resourcePath());
            });
    context
        .caller()
        .map(AccessKey::principal)
        .ifPresent(
            caller -> {
              values.put("context.identity.accountId", caller.account());
              values.put("context.identity.caller", caller.userId());
              values.put("context.identity.user", caller.userId());
              values.put("context.identity.userArn", caller.userArn());
            });
    context.authorizer().ifPresent(authorizer -> putAuthorizer(values, authorizer));
    context
        .key()
        .ifPresent(
            key -> {
              values.put("context.identity.apiKey", key.value());
              values.put("context.identity.apiKeyId", key.id());
            });
    stage.variables().forEach((name, value) -> values.put("stageVariables." + name, value));
    return values;
  }

  private static void putAuthorizer(Map<String, String> values, AuthorizerResult authorizer) {
    var latency = Long.toString(authorizer.latency().toMillis());
    authorizer
        .values()
        .forEach((name, value) -> values.put("context.authorizer." + name, escaped(value)));
    values.put("context.authorizer.integrationLatency", latency);
    values.put("context.authorizer.latency", latency);
    values.put("context.authorizer.status", "200");
  }

  private static void putError(Map<String, String> values, GatewayError error) {
    values.put("context.error.message", escaped(error.message()));
    values.put("context.error.messageString", TextNode.valueOf(error.message()).toString());
    values.put("context.error.responseType", error.type().name());
    error
        .validationError()
        .ifPresent(
            detail ->
                values.put(
                    "context.error.validationErrorString", TextNode.valueOf(detail).toString()));
  }

  /** A caller's text must not break out of a JSON log line. */
  private static String escaped(String text) {
    var quoted = TextNode.valueOf(text).toString();
    return quoted.substring(1, quoted.length() - 1);
  }
}
