package io.portcullis.constructs.api;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awscdk.services.apigateway.AccessLogField;
import software.amazon.awscdk.services.apigateway.AccessLogFormat;

/**
 * The access log's line: who called what and which layer answered, without a key's value or any
 * content.
 */
final class AccessLog {
  private AccessLog() {}

  static AccessLogFormat format() {
    return AccessLogFormat.custom(
        Stream.of(
                field("request_id", AccessLogField.contextRequestId()),
                field("time", AccessLogField.contextRequestTime()),
                field("source_ip", AccessLogField.contextIdentitySourceIp()),
                field("api_key_id", AccessLogField.contextIdentityApiKeyId()),
                field("method", AccessLogField.contextHttpMethod()),
                field("route", AccessLogField.contextResourcePath()),
                field("status", AccessLogField.contextStatus()),
                field("refused_by", AccessLogField.contextErrorResponseType()),
                field("firewall_status", AccessLogField.contextWafResponseCode()),
                field("integration_status", AccessLogField.contextIntegrationStatus()),
                field("integration_ms", AccessLogField.contextIntegrationLatency()),
                field("total_ms", AccessLogField.contextResponseLatency()),
                field("bytes", AccessLogField.contextResponseLength()),
                field("tls", "$context.tlsVersion"))
            .collect(Collectors.joining(",", "{", "}")));
  }

  private static String field(String name, String variable) {
    return "\"%s\":\"%s\"".formatted(name, variable);
  }
}
