package io.portcullis.proxy;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A customer's API key and who may use it.
 *
 * @param signed whether the key is bound to who signs
 * @param principals of those, the ones that can be told apart
 */
record BoundKey(String customer, String id, boolean signed, Set<Principal> principals) {
  BoundKey {
    principals = Set.copyOf(principals);
  }

  /**
   * Reads a stage variable: by the customer's name, with underscores for dashes, {@code <key
   * id>,<principal>,…}; a principal that is none is nobody.
   */
  static BoundKey of(String name, String value) {
    var parts = value.split(",", -1);
    return new BoundKey(
        name.replace('_', '-'),
        parts[0],
        parts.length > 1,
        Arrays.stream(parts)
            .skip(1)
            .map(Principal::ofBinding)
            .flatMap(Optional::stream)
            .collect(Collectors.toSet()));
  }
}
