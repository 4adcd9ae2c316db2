package io.portcullis.huggingface;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The body of a service account, as far as it lists tokens. It is read whole or not at all: a token
 * that is overlooked would live on, and one of which a use is overlooked would die too early.
 */
final class ServiceAccountBody {
  private ServiceAccountBody() {}

  /** The tokens, or nothing if the body is not the documented one. */
  static Optional<List<ServiceAccountToken>> parse(byte[] body) {
    var list = HubJson.object(body).map(account -> account.path("accessTokens"));
    if (list.isEmpty() || !list.get().isArray()) {
      return Optional.empty();
    }
    var tokens = new ArrayList<ServiceAccountToken>();
    for (var element : list.get()) {
      var token = token(element);
      if (token.isEmpty()) {
        return Optional.empty();
      }
      tokens.add(token.get());
    }
    return Optional.of(List.copyOf(tokens));
  }

  private static Optional<ServiceAccountToken> token(JsonNode token) {
    var id = token.path("_id");
    var name = token.path("displayName");
    var createdAt = HubJson.time(token.path("createdAt"));
    var lastUsedAt = HubJson.time(token.path("lastUsedAt"));
    var readable =
        id.isTextual()
            && PathSegment.is(id.textValue())
            && name.isTextual()
            && createdAt.isPresent()
            && (lastUsedAt.isPresent() || HubJson.absent(token.path("lastUsedAt")));
    return readable
        ? Optional.of(
            new ServiceAccountToken(id.textValue(), name.textValue(), createdAt.get(), lastUsedAt))
        : Optional.empty();
  }
}
