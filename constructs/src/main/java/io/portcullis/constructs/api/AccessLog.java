package io.portcullis.constructs.api;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awscdk.services.apigateway.AccessLogField;
import software.amazon.awscdk.services.apigateway.AccessLogFormat;

/**
 * The access log's line: who called what, from where, and which layer answered.
 *
 * <p>It has no key's value and no content, nor what may hold them: API Gateway's message for a
 * wrong signature repeats the headers that were signed. And it has nothing that a client could
 * break a line with: no user agent, no path as it came, no subject of a certificate, whose serial
 * number its issuer knows. {@code request_id} is the one that answers and the proxy's log have,
 * which a client may choose; {@code extended_request_id} it may not.
 *
 * <p>The last fields are the same in every line: a metric filter takes the value of a dimension
 * from a field alone, and no variable of API Gateway names a layer.
 */
final class AccessLog {
  private static final List<String> LAYERS = List.of("network", "identity", "plan", "validation");

  private AccessLog() {}

  static AccessLogFormat format() {
    return AccessLogFormat.custom(
        Stream.concat(fields(), LAYERS.stream().map(layer -> field(layerField(layer), layer)))
            .collect(Collectors.joining(",", "{", "}")));
  }

  /** The field that has the name of a layer. */
  static String layerField(String layer) {
    return "layer_" + layer;
  }

  private static Stream<String> fields() {
    return Stream.of(
        field("api_id", AccessLogField.contextApiId()),
        field("stage", AccessLogField.contextStage()),
        field("request_id", AccessLogField.contextRequestId()),
        field("extended_request_id", AccessLogField.contextExtendedRequestId()),
        field("trace_id", AccessLogField.contextXrayTraceId()),
        field("time", AccessLogField.contextRequestTime()),
        field("source_ip", AccessLogField.contextIdentitySourceIp()),
        field("vpc_endpoint", "$context.identity.vpceId"),
        field("user_arn", AccessLogField.contextIdentityUserArn()),
        field("principal_id", AccessLogField.contextIdentityCaller()),
        field("customer", AccessLogField.contextAuthorizer("customer")),
        field("caller_account", AccessLogField.contextCallerAccountId()),
        field("certificate_serial", AccessLogField.contextIdentityClientCertSerialNumber()),
        field("api_key_id", AccessLogField.contextIdentityApiKeyId()),
        field("domain", AccessLogField.contextDomainName()),
        field("base_path", AccessLogField.contextCustomDomainBasePathMatched()),
        field("protocol", AccessLogField.contextProtocol()),
        field("method", AccessLogField.contextHttpMethod()),
        field("route", AccessLogField.contextResourcePath()),
        field("status", AccessLogField.contextStatus()),
        field("refused_by", AccessLogField.contextErrorResponseType()),
        field("firewall_status", AccessLogField.contextWafResponseCode()),
        field("firewall_answer", AccessLogField.contextWafStatus()),
        field("web_acl", AccessLogField.contextWebaclArn()),
        field("authenticate_status", AccessLogField.contextAuthenticateStatus()),
        field("authorize_status", AccessLogField.contextAuthorizeStatus()),
        field("authorizer_status", AccessLogField.contextAuthorizerStatus()),
        field("authorizer_ms", AccessLogField.contextAuthorizerLatency()),
        field("integration_status", AccessLogField.contextIntegrationStatus()),
        field("integration_ms", AccessLogField.contextIntegrationLatency()),
        field("total_ms", AccessLogField.contextResponseLatency()),
        field("bytes", AccessLogField.contextResponseLength()),
        field("tls", "$context.tlsVersion"),
        field("cipher", "$context.cipherSuite"));
  }

  private static String field(String name, String variable) {
    return "\"%s\":\"%s\"".formatted(name, variable);
  }
}
