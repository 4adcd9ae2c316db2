package io.portcullis.proxy.request;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.portcullis.binding.CustomerFields;
import io.portcullis.proxy.identity.CallSource;
import io.portcullis.proxy.identity.Caller;
import io.portcullis.proxy.identity.CallerBinding;
import io.portcullis.proxy.identity.IpAddress;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * What API Gateway tells of a request, as far as it is needed. The components are as the JSON has
 * them, null included; the methods below are for everyone else.
 *
 * @param resource the API's resource, which unlike the path knows no stage and no base path
 * @param binding what the stage's variables say of customers; read once, since it takes up to 5 us
 *     for each of them
 * @param owner the customer that the API key belongs to, as far as the stage knows it
 */
public record ProxyEvent(
    String resource,
    String httpMethod,
    Map<String, String> headers,
    Map<String, List<String>> multiValueHeaders,
    String body,
    boolean base64Encoded,
    RequestContext requestContext,
    Map<String, String> stageVariables,
    CallerBinding binding,
    Optional<CustomerFields> owner) {

  public record RequestContext(String requestId, Identity identity, Authorizer authorizer) {}

  public record Identity(String apiKeyId, String userArn, String sourceIp, String vpceId) {}

  /** What the API's authorizer says of a caller that it let pass. */
  public record Authorizer(String customer) {}

  /** Read by hand: to have it mapped costs 100 ms of a cold start. */
  private static final ObjectReader READER = JsonMapper.builder().build().reader();

  public static ProxyEvent read(InputStream json) throws IOException {
    if (!(READER.readTree(json) instanceof ObjectNode event)) {
      throw new IOException("an event must be a JSON object");
    }
    var context = context(event.path("requestContext"));
    var variables = map(event.path("stageVariables"), JsonNode::textValue);
    var binding = CallerBinding.of(variables == null ? Map.of() : variables);
    return new ProxyEvent(
        text(event, "resource"),
        text(event, "httpMethod"),
        map(event.path("headers"), JsonNode::textValue),
        map(event.path("multiValueHeaders"), ProxyEvent::texts),
        text(event, "body"),
        event.path("isBase64Encoded").booleanValue(),
        context,
        variables,
        binding,
        Optional.ofNullable(context.identity().apiKeyId()).flatMap(binding::ownerOf));
  }

  private static RequestContext context(JsonNode context) {
    var identity = context.path("identity");
    return new RequestContext(
        text(context, "requestId"),
        new Identity(
            text(identity, "apiKeyId"),
            text(identity, "userArn"),
            text(identity, "sourceIp"),
            text(identity, "vpceId")),
        new Authorizer(text(context.path("authorizer"), "customer")));
  }

  private static String text(JsonNode object, String name) {
    return object.path(name).textValue();
  }

  private static List<String> texts(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).map(JsonNode::textValue).toList();
  }

  private static <T> Map<String, T> map(JsonNode object, Function<JsonNode, T> value) {
    if (object.isMissingNode() || object.isNull()) {
      return null;
    }
    if (!object.isObject()) {
      // Not as if it were not there: without stage variables, nobody is bound to anything.
      throw new IllegalArgumentException("an event has another form");
    }
    var map = new LinkedHashMap<String, T>();
    object.properties().forEach(entry -> map.put(entry.getKey(), value.apply(entry.getValue())));
    return map;
  }

  public Optional<Route> route() {
    return Route.of(httpMethod, resource);
  }

  public Optional<String> requestId() {
    return context().map(RequestContext::requestId);
  }

  public Optional<String> apiKeyId() {
    return identity().map(Identity::apiKeyId);
  }

  public Caller caller() {
    var customer = context().map(RequestContext::authorizer).map(Authorizer::customer);
    if (customer.isPresent()) {
      return new Caller.Authorized(customer.get());
    }
    return identity()
        .map(Identity::userArn)
        .<Caller>map(Caller.Signed::new)
        .orElseGet(Caller.Anonymous::new);
  }

  public CallSource source() {
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
  public Optional<String> allowedOrigin() {
    return Optional.ofNullable(stageVariables().get("ALLOWED_ORIGIN"));
  }

  /** The name of the key's owner; there are never more names than customers. */
  public Optional<String> customer() {
    return owner.map(CustomerFields::customer);
  }

  public Optional<String> text() {
    return Optional.ofNullable(body);
  }

  /** Every value of a header, whatever the case of its name. */
  public List<String> header(String name) {
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
