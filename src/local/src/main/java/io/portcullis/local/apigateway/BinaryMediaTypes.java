package io.portcullis.local.apigateway;

import io.portcullis.local.http.Call;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Which payloads pass as bytes.
 *
 * <p>Follows "Binary media types for REST APIs in API Gateway"
 * (docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-payload-encodings.html): the
 * request's Content-Type and the first of its Accept decide.
 */
record BinaryMediaTypes(List<String> types) {

  boolean inRequest(Call call) {
    return includes(call.headers().first("Content-Type"));
  }

  boolean inResponse(Call call) {
    return includes(call.headers().first("Accept").map(accept -> accept.replaceFirst(",.*$", "")));
  }

  private boolean includes(Optional<String> mediaType) {
    var plain = mediaType.orElse("").replaceFirst(";.*$", "").trim().toLowerCase(Locale.ROOT);
    return types.contains("*/*") || types.contains(plain);
  }
}
