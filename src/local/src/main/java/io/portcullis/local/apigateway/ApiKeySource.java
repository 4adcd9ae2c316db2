package io.portcullis.local.apigateway;

import io.portcullis.local.assembly.Resource;
import io.portcullis.local.http.Call;
import java.util.Optional;

/**
 * Where an API finds the key of a call.
 *
 * <p>Follows "Choose an API key source"
 * (docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-api-key-source.html).
 */
enum ApiKeySource {
  /** The header {@code x-api-key}. */
  HEADER,
  /** What the authorizer's function returned. */
  AUTHORIZER;

  /** By default the header. */
  static ApiKeySource of(Resource api) {
    return valueOf(api.properties().text("ApiKeySourceType").orElse("HEADER"));
  }

  /** Value of the key, empty if there is none. */
  Optional<String> key(Call call, RequestContext context) {
    return switch (this) {
      case HEADER -> call.headers().first("x-api-key");
      case AUTHORIZER -> context.authorizer().flatMap(AuthorizerResult::usageIdentifierKey);
    };
  }
}
