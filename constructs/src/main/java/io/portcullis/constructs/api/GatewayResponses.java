package io.portcullis.constructs.api;

import io.portcullis.constructs.refusal.RefusalBody;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awscdk.services.apigateway.GatewayResponseOptions;
import software.amazon.awscdk.services.apigateway.RestApi;

/** Has API Gateway answer what it refuses in the shape of all refusals. */
final class GatewayResponses {
  private GatewayResponses() {}

  /**
   * Names each by what it answers, not by what it says. CloudFormation makes what is new before it
   * deletes what is old, which here would be the same response.
   */
  static void add(RestApi api, InferenceApiProps props) {
    var origin = props.cors().map(CrossOrigin::origin);
    Refusal.of(props.authorizationType())
        .forEach(refusal -> api.addGatewayResponse(refusal.answers(), response(refusal, origin)));
  }

  private static GatewayResponseOptions response(Refusal refusal, Optional<String> allowedOrigin) {
    var response =
        GatewayResponseOptions.builder()
            .type(refusal.responseType())
            .templates(Map.of("application/json", body(refusal)));
    refusal.status().ifPresent(code -> response.statusCode(Integer.toString(code)));
    var headers = new LinkedHashMap<>(refusal.headers());
    allowedOrigin.ifPresent(
        origin -> headers.putAll(CrossOrigin.readable(refusal.headers(), origin)));
    if (!headers.isEmpty()) {
      headers.replaceAll((name, value) -> "'%s'".formatted(value));
      response.responseHeaders(headers);
    }
    return response.build();
  }

  /**
   * Only API Gateway's own variables are put in, and not its message: for a wrong signature it
   * repeats the headers that were signed, and with them the API key.
   */
  private static String body(Refusal refusal) {
    return RefusalBody.of(
        refusal.message(),
        refusal.type(),
        refusal.code(),
        refusal.layer(),
        "\"$context.requestId\"");
  }
}
