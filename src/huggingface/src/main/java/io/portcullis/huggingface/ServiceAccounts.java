package io.portcullis.huggingface;

import java.util.List;

/**
 * The tokens of service accounts (Hugging Face Hub, "Service Accounts", Enterprise). Never its call
 * {@code rotate}, which ends the old token at once.
 */
public interface ServiceAccounts {
  /** Every token of the account. */
  HubReply<List<ServiceAccountToken>> tokens(ServiceAccount account, AccessToken credential);

  /**
   * Makes a token that may call the endpoint and do nothing else.
   *
   * @param name by which it is found again, since the call cannot be repeated
   */
  HubReply<AccessToken> mint(
      ServiceAccount account, String name, EndpointName endpoint, AccessToken credential);

  /** Deletes a token, for whom it is over at once; one that is gone is deleted. */
  HubReply<Deleted> delete(ServiceAccount account, String tokenId, AccessToken credential);

  /** That it is gone. */
  record Deleted() {}
}
