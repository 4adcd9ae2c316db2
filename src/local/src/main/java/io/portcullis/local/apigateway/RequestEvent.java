package io.portcullis.local.apigateway;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.portcullis.local.http.Call;
import io.portcullis.local.http.Headers;
import io.portcullis.local.iam.AccessKey;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What the events of an integration and of an authorizer both say of a request. */
final class RequestEvent {
  private static final DateTimeFormatter REQUEST_TIME =
      DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private final ApiIdentity api;
  private final Stage stage;

  RequestEvent(ApiIdentity api, Stage stage) {
    this.api = api;
    this.stage = stage;
  }

  /** ARN of the method, as an authorizer is told it. */
  String methodArn(Call call, String path) {
    return api.executeArn("%s/%s%s".formatted(stage.name(), call.method(), path));
  }

  Map<String, String> stageVariables() {
    return stage.variables();
  }

  /** What API Gateway adds to the caller's own headers. */
  Headers headers(Call call, RequestContext context) {
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

  /** Fills the object {@code requestContext}, all but who calls. */
  void putContext(ObjectNode node, Call call, String path, RequestContext context) {
    var route = context.route().orElseThrow();
    node.put("accountId", api.accountId())
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
  }

  /** From where a call comes; a VPC endpoint is known of calls of a private API alone. */
  static void putSource(ObjectNode identity, RequestContext context) {
    identity.put("sourceIp", context.sourceIp());
    context.source().vpcEndpoint().ifPresent(id -> identity.put("vpceId", id));
  }

  /** Who signed, as API Gateway tells it of methods with the authorization {@code AWS_IAM}. */
  static void putCaller(ObjectNode identity, AccessKey caller) {
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

  /** The last of several values in the one map, all of them in the other. */
  static void putValues(
      ObjectNode event, String single, String multiple, Map<String, List<String>> values) {
    var last = event.putObject(single);
    values.forEach((name, all) -> last.put(name, all.get(all.size() - 1)));
    var lists = event.putObject(multiple);
    values.forEach((name, all) -> all.forEach(lists.putArray(name)::add));
  }
}
