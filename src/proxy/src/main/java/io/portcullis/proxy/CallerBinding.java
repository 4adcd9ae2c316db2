package io.portcullis.proxy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Whose each API key is, as the variables of the API's stage say: one for each customer, named
 * after it. A key that comes with somebody else's signature was taken from its owner.
 *
 * @param signed whether any key is bound to who signs
 */
record CallerBinding(List<BoundKey> keys, boolean signed) {
  /** A customer's name, with underscores for dashes; other variables mean nothing here. */
  private static final Pattern CUSTOMER = Pattern.compile("[a-z][a-z0-9]*(_[a-z0-9]+)*");

  static CallerBinding of(Map<String, String> stageVariables) {
    var keys =
        stageVariables.entrySet().stream()
            .filter(variable -> CUSTOMER.matcher(variable.getKey()).matches())
            .filter(variable -> variable.getValue() != null)
            .map(variable -> BoundKey.of(variable.getKey(), variable.getValue()))
            .toList();
    return new CallerBinding(keys, keys.stream().anyMatch(BoundKey::signed));
  }

  /** The name of the customer whose key it is; there are never more names than customers. */
  Optional<String> ownerOf(String apiKeyId) {
    return keys.stream()
        .filter(key -> key.id().equals(apiKeyId))
        .map(BoundKey::customer)
        .findFirst();
  }

  /**
   * Whether a call comes with the key of whoever signed it. Where this call is signed, or any key
   * is bound to who signs, nothing less will do. Else it is enough that the key is a customer's;
   * and where there is no customer, that API Gateway took it.
   */
  boolean admits(Optional<String> apiKeyId, Optional<String> userArn) {
    var known = keys.stream().filter(key -> apiKeyId.filter(key.id()::equals).isPresent());
    if (userArn.isEmpty() && !signed) {
      return keys.isEmpty() || known.findAny().isPresent();
    }
    var caller = userArn.flatMap(Principal::ofUserArn);
    return caller.isPresent() && known.anyMatch(key -> key.principals().contains(caller.get()));
  }
}
