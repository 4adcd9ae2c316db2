package io.portcullis.local.apigateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.local.http.Answer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProxyResponseTest {
  @Test
  void returnsStatusHeadersAndBody() {
    var answer =
        parse(
                """
                {"statusCode": 201, "headers": {"X-One": "1"}, "multiValueHeaders": {"X-Two": ["a", "b"]},
                 "body": "done"}
                """)
            .orElseThrow();

    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.headers().first("x-one")).contains("1");
    assertThat(answer.headers().all("x-two")).containsExactly("a", "b");
    assertThat(answer.headers().first("content-type")).contains("application/json");
    assertThat(answer.bodyText()).isEqualTo("done");
  }

  @Test
  void renamesHeadersThatApiGatewayKeepsForItself() {
    var answer = parse("{\"statusCode\": 200, \"headers\": {\"Server\": \"me\"}}").orElseThrow();

    assertThat(answer.headers().has("server")).isFalse();
    assertThat(answer.headers().first("x-amzn-remapped-server")).contains("me");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"hello\"",
        "{}",
        "{\"statusCode\": 200, \"body\": {\"no\": \"text\"}}",
        "{\"statusCode\": \"many\"}",
        "not json",
        "{\"statusCode\": 200, \"headers\": {\"a\": [\"b\"]}}"
      })
  void aMalformedResponseIsNone(String payload) {
    assertThat(parse(payload)).isEmpty();
  }

  private static Optional<Answer> parse(String payload) {
    return ProxyResponse.parse(payload.getBytes(StandardCharsets.UTF_8), false);
  }
}
