package io.portcullis.proxy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Whose each API key is, who may use it and from where, as the variables of the API's stage say. A
 * key that comes with somebody else's identity was taken from its owner, and so was one that comes
 * from somebody else's network.
 */
record CallerBinding(List<BoundCustomer> customers) {
  /**
   * A customer's name, with underscores for dashes; what does not fit into one variable is in
   * further ones, {@code acme__2} and so on. Other variables mean nothing here.
   */
  private static final Pattern CUSTOMER =
      Pattern.compile("([a-z][a-z0-9]*(?:_[a-z0-9]+)*)(?:__(?:[1-9][0-9]?|100))?");

  CallerBinding {
    customers = List.copyOf(customers);
  }

  static CallerBinding of(Map<String, String> stageVariables) {
    var fields = new TreeMap<String, List<String>>();
    stageVariables.forEach(
        (variable, value) -> {
          var customer = CUSTOMER.matcher(variable);
          if (value != null && customer.matches()) {
            fields
                .computeIfAbsent(customer.group(1).replace('_', '-'), name -> new ArrayList<>())
                .addAll(List.of(value.split("&", -1)));
          }
        });
    return new CallerBinding(
        fields.entrySet().stream()
            .map(customer -> new BoundCustomer(customer.getKey(), customer.getValue()))
            .toList());
  }

  /** The name of the customer whose key it is; there are never more names than customers. */
  Optional<String> ownerOf(String apiKeyId) {
    return customers.stream()
        .filter(customer -> customer.owns(apiKeyId))
        .map(BoundCustomer::name)
        .findFirst();
  }

  /**
   * Lets a call pass that comes with its caller's own key and from its network. Where any key is
   * bound to an identity, a caller without one will not do; and where there is no customer, it is
   * enough that API Gateway took the key, but then nothing tells whose key an identity may use.
   *
   * @throws RefusedException for any other
   */
  void admit(Caller caller, Optional<String> apiKeyId, CallSource source) {
    if (customers.isEmpty() && caller instanceof Caller.Anonymous) {
      return;
    }
    var customer =
        customers.stream()
            .filter(candidate -> apiKeyId.filter(candidate::owns).isPresent())
            .filter(candidate -> isCalling(candidate, caller))
            .findFirst()
            .orElseThrow(() -> new RefusedException(RefusalCode.IDENTITY_KEY_MISMATCH));
    if (!customer.admits(source)) {
      throw new RefusedException(RefusalCode.IDENTITY_NETWORK_MISMATCH);
    }
  }

  private boolean isCalling(BoundCustomer customer, Caller caller) {
    if (caller instanceof Caller.Signed signed) {
      return Principal.ofUserArn(signed.userArn()).filter(customer::signsAs).isPresent();
    }
    if (caller instanceof Caller.Authorized authorized) {
      return customer.name().equals(authorized.customer());
    }
    return customers.stream().noneMatch(BoundCustomer::isIdentified);
  }
}
