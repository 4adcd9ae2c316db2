package io.portcullis.proxy.validation;

import io.portcullis.proxy.content.MediaType;
import io.portcullis.proxy.content.Utf8;
import io.portcullis.proxy.refusal.RefusalCode;
import io.portcullis.proxy.refusal.RefusedException;
import io.portcullis.proxy.request.ProxyEvent;
import io.portcullis.proxy.request.Route;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A request that passed validation.
 *
 * @param route what it calls
 * @param accept what the client accepts
 * @param body a JSON object, as {@link BodyValidation} lets it pass; of no length where the route
 *     takes none
 * @param outputTokens that the model may generate for it
 */
public record ClientRequest(Route route, String accept, byte[] body, long outputTokens) {
  // No control character, so no second header either.
  private static final Pattern HEADER_VALUE = Pattern.compile("[\\x20-\\x7e]{1,256}");

  /** Validates; the first rule that is broken refuses. */
  public static ClientRequest of(ProxyEvent event, BodyValidation validation) {
    var route =
        event.route().orElseThrow(() -> new RefusedException(RefusalCode.REQUEST_ROUTE_UNKNOWN));
    var body = route.takesBody() ? validation.validated(route, jsonBytes(event)) : nothing(event);
    return new ClientRequest(route, accept(event), body.bytes(), body.outputTokens());
  }

  private static byte[] jsonBytes(ProxyEvent event) {
    var contentTypes = event.header("content-type");
    if (contentTypes.size() != 1 || !MediaType.matches(MediaType.JSON, contentTypes.get(0))) {
      throw new RefusedException(RefusalCode.REQUEST_CONTENT_TYPE);
    }
    return bytes(event).orElseThrow(() -> new RefusedException(RefusalCode.REQUEST_BODY_INVALID));
  }

  private static ValidBody nothing(ProxyEvent event) {
    if (event.text().filter(text -> !text.isEmpty()).isPresent()) {
      throw new RefusedException(RefusalCode.REQUEST_BODY_INVALID);
    }
    return ValidBody.NONE;
  }

  private static Optional<byte[]> bytes(ProxyEvent event) {
    try {
      return event.base64Encoded()
          ? event.text().map(Base64.getDecoder()::decode)
          : event.text().flatMap(Utf8::encode);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static String accept(ProxyEvent event) {
    var accept = String.join(", ", event.header("accept"));
    return HEADER_VALUE.matcher(accept).matches() ? accept : MediaType.JSON;
  }

  /** Without what the client sent. */
  @Override
  public String toString() {
    return "ClientRequest[%s]".formatted(route);
  }
}
