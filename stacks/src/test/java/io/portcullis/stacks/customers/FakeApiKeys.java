package io.portcullis.stacks.customers;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Keys in memory, some of which cannot be changed. */
final class FakeApiKeys implements ApiKeys {
  final List<ApiKey> keys = new ArrayList<>();
  final Set<String> stuck = new HashSet<>();

  FakeApiKeys has(String customer, String name, boolean enabled) {
    keys.add(new ApiKey(customer + "-" + name, customer, name, enabled));
    return this;
  }

  @Override
  public List<ApiKey> all() {
    return List.copyOf(keys);
  }

  @Override
  public String value(ApiKey key) {
    return "value of " + key.id();
  }

  @Override
  public void enable(ApiKey key, boolean enabled) {
    if (stuck.contains(key.id())) {
      throw new ApiKeysException("AccessDenied: you may not");
    }
    keys.replaceAll(
        some ->
            some.equals(key) ? new ApiKey(key.id(), key.customer(), key.name(), enabled) : some);
  }
}
