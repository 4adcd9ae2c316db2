package io.portcullis.proxy;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What API Gateway tells of a request, as far as it is needed. The components are as the JSON has
 * them, null included; the methods below are for everyone else.
 *
 * @param resource the API's resource, which unlike the path knows no stage and no base path
 */
record ProxyEvent(
    String resource,
    String httpMethod,
    Map<String, String> headers,
    Map<String, List<String>> multiValueHeaders,
    String body,
    @JsonProperty("isBase64Encoded") boolean base64Encoded,
    RequestContext requestContext,
    Map<String, String> stageVariables) {

  record RequestContext(String requestId, Identity identity, Authorizer authorizer) {}

  record Identity(String apiKeyId, String userArn, String sourceIp, String vpceId) {}

  /** What the API's authorizer says of a caller that it let pass. */
  record Authorizer(String customer) {}

  private static final ObjectReader READER =
      JsonMapper.builder()
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build()
          .readerFor(ProxyEvent.class);

  static ProxyEvent read(InputStream json) throws IOException {
    return READER.readValue(json);
  }

  Optional<Route> route() {
    return Route.of(httpMethod, resource);
  }

  Optional<String> requestId() {
    return context().map(RequestContext::requestId);
  }

  Optional<String> apiKeyId() {
    return identity().map(Identity::apiKeyId);
  }

  Caller caller() {
    var customer = context().map(RequestContext::authorizer).map(Authorizer::customer);
    if (customer.isPresent()) {
      return new Caller.Authorized(customer.get());
    }
    return identity()
        .map(Identity::userArn)
        .<Caller>map(Caller.Signed::new)
        .orElseGet(Caller.Anonymous::new);
  }

  CallSource source() {
    return new CallSource(
        identity().map(Identity::sourceIp).flatMap(IpAddress::of),
        identity().map(Identity::vpceId));
  }

  private Optional<Identity> identity() {
    return context().map(RequestContext::identity);
  }

  private Optional<RequestContext> context() {
    return Optional.ofNullable(requestContext);
  }

  /** What the API's stage says beside the request; nothing of it is a client's. */
  @Override
  public Map<String, String> stageVariables() {
    return stageVariables == null ? Map.of() : stageVariables;
  }

  /** The one other origin whose pages may read an answer, if there is one. */
  Optional<String> allowedOrigin() {
    return Optional.ofNullable(stageVariables().get("ALLOWED_ORIGIN"));
  }

  /** The customer that the API key belongs to, as far as the stage knows it. */
  Optional<String> customer() {
    return apiKeyId().flatMap(CallerBinding.of(stageVariables())::ownerOf);
  }

  Optional<String> text() {
    return Optional.ofNullable(body);
  }

  /** Every value of a header, whatever the case of its name. */
  List<String> header(String name) {
    return values()
        .filter(entry -> entry.getKey().equalsIgnoreCase(name))
        .map(Map.Entry::getValue)
        .filter(Objects::nonNull)
        .flatMap(List::stream)
        .filter(Objects::nonNull)
        .toList();
  }

  private Stream<Map.Entry<String, List<String>>> values() {
    if (multiValueHeaders != null) {
      return multiValueHeaders.entrySet().stream();
    }
    // Of a repeated header this form has but the last value.
    return headers == null
        ? Stream.empty()
        : headers.entrySet().stream()
            .filter(entry -> entry.getValue() != null)
            .map(entry -> Map.entry(entry.getKey(), List.of(entry.getValue())));
  }

  /** Without anything that a client sent. */
  @Override
  public String toString() {
    return "ProxyEvent[%s]".formatted(requestId().orElse("without request id"));
  }
}
