package io.portcullis.proxy.request;

import io.portcullis.binding.CustomerFields;
import io.portcullis.event.RequestEvent;
import io.portcullis.proxy.identity.CallSource;
import io.portcullis.proxy.identity.Caller;
import io.portcullis.proxy.identity.CallerBinding;
import io.portcullis.proxy.identity.IpAddress;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What API Gateway tells of a request, as far as it is needed.
 *
 * @param binding what the stage's variables say of customers; read once, since it takes up to 5 us
 *     for each of them
 * @param owner the customer that the API key belongs to, as far as the stage knows it
 */
public record ProxyEvent(
    RequestEvent request, CallerBinding binding, Optional<CustomerFields> owner) {

  public static ProxyEvent read(InputStream json) throws IOException {
    var request = RequestEvent.read(json);
    var binding = CallerBinding.of(request.stageVariables());
    return new ProxyEvent(
        request, binding, identity(request, "apiKeyId").flatMap(binding::ownerOf));
  }

  /** By the API's resource, which unlike the path knows no stage and no base path. */
  public Optional<Route> route() {
    return request
        .text("httpMethod")
        .flatMap(method -> request.text("resource").flatMap(path -> Route.of(method, path)));
  }

  public Optional<String> requestId() {
    return request.requestId();
  }

  public Optional<String> apiKeyId() {
    return identity(request, "apiKeyId");
  }

  public Caller caller() {
    return request
        .text("requestContext", "authorizer", "customer")
        .<Caller>map(Caller.Authorized::new)
        .or(() -> identity(request, "userArn").map(Caller.Signed::new))
        .orElseGet(Caller.Anonymous::new);
  }

  public CallSource source() {
    return new CallSource(
        identity(request, "sourceIp").flatMap(IpAddress::of), identity(request, "vpceId"));
  }

  private static Optional<String> identity(RequestEvent request, String name) {
    return request.text("requestContext", "identity", name);
  }

  public Map<String, String> stageVariables() {
    return request.stageVariables();
  }

  /** The one other origin whose pages may read an answer, if there is one. */
  public Optional<String> allowedOrigin() {
    return Optional.ofNullable(stageVariables().get("ALLOWED_ORIGIN"));
  }

  /** The name of the key's owner; there are never more names than customers. */
  public Optional<String> customer() {
    return owner.map(CustomerFields::customer);
  }

  /** The body as it came, encoded or not. */
  public Optional<String> text() {
    return request.text("body");
  }

  public boolean base64Encoded() {
    return request.is("isBase64Encoded");
  }

  public List<String> header(String name) {
    return request.header(name);
  }

  /** Without anything that a client sent. */
  @Override
  public String toString() {
    return "ProxyEvent[%s]".formatted(requestId().orElse("without request id"));
  }
}
