package io.portcullis.huggingface;

import com.fasterxml.jackson.databind.JsonNode;
import io.portcullis.huggingface.TokenExchange.Exchanged;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The body of an answer to a token exchange (RFC 8693, section 2.2.1). */
final class ExchangeBody {
  /** What is asked for, and so what an answer without a scope gives. */
  static final String SCOPE = "read-endpoints";

  private ExchangeBody() {}

  /** The token that was given, or nothing if the body is not the documented one. */
  static Optional<Exchanged> parse(byte[] body) {
    return HubJson.object(body).flatMap(ExchangeBody::exchanged);
  }

  private static Optional<Exchanged> exchanged(JsonNode answer) {
    var token = HubJson.token(answer.path("access_token"));
    var expiresIn = answer.path("expires_in");
    var scope = answer.path("scope");
    var readable =
        token.isPresent()
            && answer.path("token_type").asText().equalsIgnoreCase("Bearer")
            && expiresIn.isIntegralNumber()
            && expiresIn.canConvertToInt()
            && expiresIn.intValue() > 0
            && (scope.isTextual() || HubJson.absent(scope));
    return readable
        ? Optional.of(
            new Exchanged(
                token.get(),
                Duration.ofSeconds(expiresIn.intValue()),
                HubJson.absent(scope) ? Set.of(SCOPE) : scopes(scope.textValue())))
        : Optional.empty();
  }

  private static Set<String> scopes(String list) {
    return Arrays.stream(list.split(" "))
        .filter(name -> !name.isEmpty())
        .map(HubJson::name)
        .collect(Collectors.toSet());
  }
}
