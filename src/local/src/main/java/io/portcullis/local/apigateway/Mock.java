package io.portcullis.local.apigateway;

import com.fasterxml.jackson.databind.JsonNode;
import io.portcullis.local.http.Answer;
import java.util.Optional;

/**
 * A mock integration with one response of constant headers and no body, as a preflight request
 * needs it.
 *
 * <p>Follows "Set up mock integrations in API Gateway"
 * (docs.aws.amazon.com/apigateway/latest/developerguide/how-to-mock-integration.html).
 */
final class Mock {
  private static final String HEADER = "method.response.header.";

  private Mock() {}

  /** The response, empty if it is one that only AWS can make. */
  static Optional<Answer> answer(JsonNode integration) {
    var responses = integration.path("IntegrationResponses");
    if (responses.size() != 1 || responses.get(0).has("SelectionPattern")) {
      return Optional.empty();
    }
    var response = responses.get(0);
    for (var template : response.path("ResponseTemplates")) {
      if (!template.asText().isBlank()) {
        return Optional.empty();
      }
    }
    var answer = Answer.empty(response.path("StatusCode").asInt(200));
    for (var parameter : response.path("ResponseParameters").properties()) {
      var value = parameter.getValue().asText();
      if (!parameter.getKey().startsWith(HEADER) || !value.matches("'.*'")) {
        return Optional.empty();
      }
      var name = parameter.getKey().substring(HEADER.length());
      answer = answer.with(name, value.substring(1, value.length() - 1));
    }
    return Optional.of(answer);
  }
}
