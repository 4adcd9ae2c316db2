package io.portcullis.constructs.api;

import static io.portcullis.constructs.Json.json;
import static io.portcullis.constructs.api.ApiFixture.api;
import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.constructs.Json;
import io.portcullis.constructs.Resources;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Stack;

class AccessLogTest {
  private final Stack stack = new Stack(new App(), "Test");

  @BeforeEach
  void createApi() {
    api(stack).build();
  }

  @Test
  void tellsWhoCalledWhat_fromWhere_andWhichLayerAnswered() {
    assertThat(line())
        .isEqualTo(
            json(
                """
                {
                  "api_id": "$context.apiId",
                  "stage": "$context.stage",
                  "request_id": "$context.requestId",
                  "extended_request_id": "$context.extendedRequestId",
                  "trace_id": "$context.xrayTraceId",
                  "time": "$context.requestTime",
                  "source_ip": "$context.identity.sourceIp",
                  "vpc_endpoint": "$context.identity.vpceId",
                  "user_arn": "$context.identity.userArn",
                  "principal_id": "$context.identity.caller",
                  "customer": "$context.authorizer.customer",
                  "caller_account": "$context.identity.accountId",
                  "certificate_serial": "$context.identity.clientCert.serialNumber",
                  "api_key_id": "$context.identity.apiKeyId",
                  "domain": "$context.domainName",
                  "base_path": "$context.customDomain.basePathMatched",
                  "protocol": "$context.protocol",
                  "method": "$context.httpMethod",
                  "route": "$context.resourcePath",
                  "status": "$context.status",
                  "refused_by": "$context.error.responseType",
                  "firewall_status": "$context.wafResponseCode",
                  "firewall_answer": "$context.waf.status",
                  "web_acl": "$context.webaclArn",
                  "authenticate_status": "$context.authenticate.status",
                  "authorize_status": "$context.authorize.status",
                  "authorizer_status": "$context.authorizer.status",
                  "authorizer_ms": "$context.authorizer.latency",
                  "integration_status": "$context.integrationStatus",
                  "integration_ms": "$context.integrationLatency",
                  "total_ms": "$context.responseLatency",
                  "bytes": "$context.responseLength",
                  "tls": "$context.tlsVersion",
                  "cipher": "$context.cipherSuite",
                  "layer_network": "network",
                  "layer_identity": "identity",
                  "layer_plan": "plan",
                  "layer_validation": "validation"
                }
                """));
  }

  @Test
  void hasIdsOfKeys_neverTheirValues() {
    assertThat(format()).doesNotContainPattern("\\$context\\.identity\\.apiKey(?!Id)");
  }

  /** A wrong signature is answered with the headers that were signed. */
  @Test
  void hasNoMessageThatMayRepeatWhatWasSent() {
    assertThat(format())
        .doesNotContain(
            "$context.error.message",
            "validationErrorString",
            "$context.authorize.error",
            "$context.authorizer.error",
            "$context.authenticate.error",
            "$context.integration.error",
            "$context.waf.error");
  }

  /** Whether API Gateway escapes them, it does not say. */
  @Test
  void hasNothingThatACallerWritesFreely() {
    assertThat(format())
        .doesNotContain("userAgent", "$context.path", "subjectDN", "issuerDN", "clientCertPem");
  }

  /** "Quotas for configuring and running a REST API in API Gateway": 3 KB. */
  @Test
  void isShorterThanApiGatewayTakes() {
    assertThat(format()).hasSizeLessThan(3_000);
  }

  @Test
  void isTheOnlyLog_sinceApiGatewaysOwnHoldsContent() {
    var stage = Resources.of(stack).only("AWS::ApiGateway::Stage");

    assertThat(stage.findValues("DataTraceEnabled")).noneMatch(value -> value.booleanValue());
    assertThat(stage.findValues("LoggingLevel")).isEmpty();
  }

  private Map<String, Object> line() {
    return Json.json(format());
  }

  private String format() {
    var stage = Resources.of(stack).only("AWS::ApiGateway::Stage");
    return stage.at("/AccessLogSetting/Format").textValue();
  }
}
