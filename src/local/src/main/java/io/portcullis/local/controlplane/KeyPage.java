package io.portcullis.local.controlplane;

import io.portcullis.local.apigateway.ApiKeys.State;
import java.util.List;
import java.util.Optional;

/**
 * Some of the keys.
 *
 * @param position where the next page begins, empty after the last one
 */
record KeyPage(List<State> keys, Optional<String> position) {
  private static final String DEFAULT_LIMIT = "25";
  private static final int MOST = 500;

  /**
   * The page that a request asks for, by the parameters of {@code GetApiKeys}
   * (docs.aws.amazon.com/apigateway/latest/api/API_GetApiKeys.html).
   *
   * @param position id of the page's first key
   */
  static KeyPage of(List<State> all, Optional<String> limit, Optional<String> position)
      throws ControlPlaneException {
    var from = position.isPresent() ? index(all, position.get()) : 0;
    var to = Math.min(all.size(), from + limit(limit.orElse(DEFAULT_LIMIT)));
    return new KeyPage(
        all.subList(from, to),
        to < all.size() ? Optional.of(all.get(to).key().id()) : Optional.empty());
  }

  private static int limit(String text) throws ControlPlaneException {
    if (!text.matches("[1-9]\\d{0,2}") || Integer.parseInt(text) > MOST) {
      throw ControlPlaneException.badRequest(
          "Invalid limit parameter. Must be a number from 1 to %d".formatted(MOST));
    }
    return Integer.parseInt(text);
  }

  private static int index(List<State> all, String id) throws ControlPlaneException {
    for (int index = 0; index < all.size(); index++) {
      if (all.get(index).key().id().equals(id)) {
        return index;
      }
    }
    throw ControlPlaneException.badRequest("Invalid position parameter");
  }
}
