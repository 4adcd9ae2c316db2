package io.portcullis.stacks.customers;

import java.util.List;

/** The API keys of one environment, where they are kept. */
interface ApiKeys {
  /**
   * Every key of a customer that is deployed, in no order.
   *
   * @throws ApiKeysException if they cannot be told
   */
  List<ApiKey> all();

  /**
   * What callers send.
   *
   * @throws ApiKeysException if it cannot be told
   */
  String value(ApiKey key);

  /**
   * Lets a key in, or no longer.
   *
   * @throws ApiKeysException if it is not known to be so now
   */
  void enable(ApiKey key, boolean enabled);
}
