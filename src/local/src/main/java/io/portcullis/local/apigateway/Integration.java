package io.portcullis.local.apigateway;

import com.fasterxml.jackson.databind.JsonNode;
import io.portcullis.local.http.Answer;
import java.time.Duration;

/** What a method calls. */
sealed interface Integration {
  /**
   * A function, by the proxy integration.
   *
   * @param functionArn of a function, a version or an alias
   * @param timeout default 29 s ("Integration timeout",
   *     docs.aws.amazon.com/apigateway/latest/developerguide/limits.html)
   * @param streamed whether the response goes out as it comes
   */
  record LambdaProxy(String functionArn, Duration timeout, boolean streamed)
      implements Integration {}

  /** No function, one answer for everybody. */
  record Constant(Answer answer) implements Integration {}

  /** Another kind; its methods answer with a configuration error. */
  record NotModelled(String type) implements Integration {}

  static Integration of(JsonNode node) {
    var type = node.path("Type").asText("none");
    var uri = node.path("Uri").asText();
    if (type.equals("MOCK")) {
      return Mock.answer(node)
          .<Integration>map(Constant::new)
          .orElseGet(() -> new NotModelled("MOCK with a template"));
    }
    return FunctionUri.functionArn(uri)
        .filter(arn -> type.equals("AWS_PROXY"))
        .<Integration>map(
            arn ->
                new LambdaProxy(
                    arn,
                    Duration.ofMillis(node.path("TimeoutInMillis").asInt(29_000)),
                    uri.endsWith("/response-streaming-invocations")))
        .orElseGet(() -> new NotModelled(type));
  }
}
