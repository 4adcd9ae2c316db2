package io.portcullis.local.apigateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.bucket4j.TimeMeter;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

class MethodThrottlesTest {
  private static final String CHAT = "/v1/chat/completions";

  @Test
  void aSetting_isOfItsMethodAlone() throws Exception {
    var throttles =
        throttles(
            """
            [{"ResourcePath": "/~1v1~1chat~1completions", "HttpMethod": "POST",
              "ThrottlingRateLimit": 0.001, "ThrottlingBurstLimit": 2}]
            """);

    assertThat(throttles.admits(CHAT, "POST")).isTrue();
    assertThat(throttles.admits(CHAT, "POST")).isTrue();
    assertThat(throttles.admits(CHAT, "POST")).isFalse();
    assertThat(throttles.admits(CHAT, "GET")).isTrue();
    assertThat(throttles.admits("/v1/models", "POST")).isTrue();
  }

  @Test
  void asterisks_giveEachMethodABucketOfItsOwn() throws Exception {
    var throttles =
        throttles(
            """
            [{"ResourcePath": "/*", "HttpMethod": "*",
              "ThrottlingRateLimit": 0.001, "ThrottlingBurstLimit": 1}]
            """);

    assertThat(throttles.admits(CHAT, "POST")).isTrue();
    assertThat(throttles.admits(CHAT, "POST")).isFalse();
    assertThat(throttles.admits("/v1/models", "GET")).isTrue();
    assertThat(throttles.admits("/v1/models", "GET")).isFalse();
  }

  @Test
  void theMostSpecificSettingCounts() throws Exception {
    var throttles =
        throttles(
            """
            [{"ResourcePath": "/*", "HttpMethod": "*",
              "ThrottlingRateLimit": 0, "ThrottlingBurstLimit": 0},
             {"ResourcePath": "/~1v1~1models", "HttpMethod": "GET",
              "ThrottlingRateLimit": 10, "ThrottlingBurstLimit": 10},
             {"ResourcePath": "/*", "HttpMethod": "*", "MetricsEnabled": true}]
            """);

    assertThat(throttles.admits("/v1/models", "GET")).isTrue();
    assertThat(throttles.admits(CHAT, "POST")).isFalse();
  }

  private static MethodThrottles throttles(String settings) throws Exception {
    var nodes = new ArrayList<JsonNode>();
    new ObjectMapper().readTree(settings).forEach(nodes::add);
    return MethodThrottles.of(nodes, TimeMeter.SYSTEM_NANOTIME);
  }
}
