package io.portcullis.proxy.identity;

import io.portcullis.binding.CustomerFields;
import io.portcullis.proxy.refusal.RefusalCode;
import io.portcullis.proxy.refusal.RefusedException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Whose each API key is, who may use it and from where, as the variables of the API's stage say. A
 * key that comes with somebody else's identity was taken from its owner, and so was one that comes
 * from somebody else's network.
 */
public record CallerBinding(List<BoundCustomer> customers) {
  public CallerBinding {
    customers = List.copyOf(customers);
  }

  public static CallerBinding of(Map<String, String> stageVariables) {
    return new CallerBinding(
        CustomerFields.all(stageVariables).stream().map(BoundCustomer::of).toList());
  }

  /** The customer whose key it is. */
  public Optional<CustomerFields> ownerOf(String apiKeyId) {
    return customers.stream()
        .filter(customer -> customer.owns(apiKeyId))
        .map(BoundCustomer::fields)
        .findFirst();
  }

  /**
   * Lets a call pass that comes with its caller's own key and from its network. Where any key is
   * bound to an identity, a caller without one will not do; and where there is no customer, it is
   * enough that API Gateway took the key, but then nothing tells whose key an identity may use.
   *
   * @throws RefusedException for any other
   */
  public void admit(Caller caller, Optional<String> apiKeyId, CallSource source) {
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
