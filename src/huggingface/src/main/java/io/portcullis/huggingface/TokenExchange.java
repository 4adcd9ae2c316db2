package io.portcullis.huggingface;

import java.time.Duration;
import java.util.Set;

/** Makes a token of short life for a member of an organization (RFC 8693, Enterprise). */
public interface TokenExchange {
  /**
   * Asks for a token that may see and call Inference Endpoints: the scope {@code read-endpoints}.
   *
   * @param subject e-mail address of the member that it will be a token of
   */
  HubReply<Exchanged> exchange(OAuthClient client, String subject);

  /**
   * A token as it was given.
   *
   * @param expiresIn how long it lives from now
   * @param scope what it may do
   */
  record Exchanged(AccessToken token, Duration expiresIn, Set<String> scope) {
    public Exchanged {
      scope = Set.copyOf(scope);
    }
  }
}
