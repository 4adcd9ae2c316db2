package io.portcullis.constructs.api;

import io.portcullis.constructs.customer.Customer;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awscdk.Fn;
import software.amazon.awscdk.Token;

/**
 * Tells the proxy whose each API key is, by one variable of the API's stage for each customer: its
 * name is the customer's, with underscores for dashes, and its value {@code <key
 * id>,<account>:role/<name>,…}.
 *
 * <p>Ids of keys exist only at deployment, so no file of ours could say it; a stage may change its
 * variables without a new deployment of the API.
 */
final class CallerBinding {
  /** "Quotas for configuring and running a REST API in API Gateway", as the next two. */
  static final int MOST_VARIABLES = 100;

  static final int LONGEST_NAME = 64;

  private static final int LONGEST_VALUE = 512;

  /** Key ids have ten characters today. */
  private static final int ROOM_FOR_KEY_ID = 20;

  private CallerBinding() {}

  static Map<String, String> variables(List<CustomerAccess> customers) {
    return customers.stream()
        .collect(
            Collectors.toMap(
                access -> access.customer().name().replace('-', '_'), CallerBinding::value));
  }

  /** Fails where the principals of a customer do not fit into one variable. */
  static void requireRoom(Customer customer) {
    var principals = customer.principals();
    if (principals.stream().anyMatch(Token::isUnresolved)) {
      return;
    }
    var room = LONGEST_VALUE - ROOM_FOR_KEY_ID;
    var length = principals.stream().mapToInt(arn -> principal(arn).length() + 1).sum();
    if (length > room) {
      throw new IllegalArgumentException(
          "'principals' of customer '%s' take %d characters of the %d that a stage variable has room for, name fewer or shorter ones"
              .formatted(customer.name(), length, room));
    }
  }

  private static String value(CustomerAccess access) {
    return access.customer().principals().stream()
        .map(arn -> "," + principal(arn))
        .collect(Collectors.joining("", access.getApiKey().getKeyId(), ""));
  }

  /**
   * Account, type and name. Without the path, that the ARN of a role's session does not have; but
   * of an ARN that is yet unknown nothing more than its parts can be told.
   */
  static String principal(String arn) {
    if (Token.isUnresolved(arn)) {
      var parts = Fn.split(":", arn);
      return "%s:%s".formatted(Fn.select(4, parts), Fn.select(5, parts));
    }
    var parts = arn.split(":");
    var type = parts[5].substring(0, parts[5].indexOf('/'));
    return "%s:%s/%s".formatted(parts[4], type, parts[5].substring(parts[5].lastIndexOf('/') + 1));
  }
}
