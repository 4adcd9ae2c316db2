package io.portcullis.rotation;

import io.portcullis.http.ServiceUrl;
import io.portcullis.huggingface.EndpointName;
import io.portcullis.rotation.watch.EndpointType;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * What the function's environment variables say.
 *
 * @param hub {@code HUB_URL}, the address of the Hugging Face Hub
 * @param endpointsApi {@code ENDPOINTS_API_URL}, the address of the API of Inference Endpoints
 * @param source {@code TOKEN_SOURCE} and the variables that go with it
 * @param endpoint {@code ENDPOINT_NAMESPACE} and {@code ENDPOINT_NAME}, what the token is for
 * @param endpointType {@code ENDPOINT_TYPE}, what the endpoint must be
 * @param grace {@code GRACE_SECONDS}, how long a replaced token lives at least; of no length if it
 *     is kept
 * @param maximumAge {@code MAXIMUM_AGE_SECONDS}, at which a token should have been replaced
 */
public record RotationSettings(
    ServiceUrl hub,
    ServiceUrl endpointsApi,
    SourceSettings source,
    Optional<EndpointName> endpoint,
    Optional<EndpointType> endpointType,
    Duration grace,
    Optional<Duration> maximumAge) {

  public RotationSettings {
    if (endpointType.isPresent() && endpoint.isEmpty()) {
      throw new IllegalArgumentException(
          "'ENDPOINT_TYPE' needs 'ENDPOINT_NAMESPACE' and 'ENDPOINT_NAME'");
    }
  }

  /** Reads every variable that the function knows; a missing or malformed one is an error. */
  public static RotationSettings of(Map<String, String> environment) {
    var variables = new RotationVariables(environment);
    return new RotationSettings(
        ServiceUrl.of("HUB_URL", variables.required("HUB_URL")),
        ServiceUrl.of("ENDPOINTS_API_URL", variables.required("ENDPOINTS_API_URL")),
        SourceSettings.of(variables),
        endpoint(variables),
        variables.optional("ENDPOINT_TYPE").map(EndpointType::of),
        variables.seconds("GRACE_SECONDS"),
        variables.optionalSeconds("MAXIMUM_AGE_SECONDS"));
  }

  private static Optional<EndpointName> endpoint(RotationVariables variables) {
    var namespace = variables.optional("ENDPOINT_NAMESPACE");
    var name = variables.optional("ENDPOINT_NAME");
    if (namespace.isPresent() != name.isPresent()) {
      throw new IllegalArgumentException(
          "'ENDPOINT_NAMESPACE' and 'ENDPOINT_NAME' must both be set, or neither");
    }
    return namespace.map(owner -> new EndpointName(owner, name.orElseThrow()));
  }
}
