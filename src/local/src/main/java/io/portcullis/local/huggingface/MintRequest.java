package io.portcullis.local.huggingface;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a new token of a service account shall be.
 *
 * @param endpointPatterns names of endpoints, at most 20
 */
record MintRequest(String displayName, List<String> permissions, List<String> endpointPatterns) {
  private static final int MOST_PATTERNS = 20;
  private static final Set<String> PERMISSIONS =
      Set.of(TokenRights.INFER, TokenRights.MANAGE, TokenRights.SERVICE_ACCOUNTS);

  /** The request that a body is, if it is one. */
  static Optional<MintRequest> parse(byte[] body) {
    return HubAnswers.object(body)
        .map(
            request ->
                new MintRequest(
                    request.path("displayName").asText(),
                    texts(request.path("permissions")),
                    texts(request.path("endpointPatterns"))))
        .filter(MintRequest::isGood);
  }

  TokenRights rights(String organization) {
    return new TokenRights(
        TokenRole.FINE_GRAINED, organization, Set.copyOf(permissions), endpointPatterns);
  }

  private boolean isGood() {
    return !displayName.isEmpty()
        && !permissions.isEmpty()
        && PERMISSIONS.containsAll(permissions)
        && endpointPatterns.size() <= MOST_PATTERNS;
  }

  private static List<String> texts(JsonNode list) {
    var texts = new ArrayList<String>();
    list.forEach(element -> texts.add(element.asText()));
    return texts;
  }
}
