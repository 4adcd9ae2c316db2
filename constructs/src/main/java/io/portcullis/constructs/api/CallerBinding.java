package io.portcullis.constructs.api;

import io.portcullis.constructs.customer.Customer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Tells the authorizer and the proxy whose each API key is, and who may use it from where, by
 * variables of the API's stage. A customer's are named after it, with underscores for dashes, from
 * the second on with a number: {@code acme}, {@code acme__2}. Their values together are {@code
 * key=<id>&plan=<name>&cidr=<range>&principal=<account>:role/<name>&…}, in which a byte of any
 * other character than letters, digits and {@code ._:/-} is {@code ~XX}.
 *
 * <p>Ids of keys exist only at deployment, so no file of ours could say it; a stage may change its
 * variables without a new deployment of the API.
 */
final class CallerBinding {
  /** "Quotas for configuring and running a REST API in API Gateway", as the next two. */
  private static final int MOST_VARIABLES = 100;

  /** With room for the number of the last variable. */
  static final int LONGEST_NAME = 64 - "__100".length();

  static final int LONGEST_VALUE = 512;

  private CallerBinding() {}

  static Map<String, String> variables(List<CustomerAccess> customers) {
    var variables = new LinkedHashMap<String, String>();
    for (var access : customers) {
      var name = access.customer().name().replace('-', '_');
      var values = values(access.customer(), access.keyIds());
      variables.put(name, values.get(0));
      for (var number = 2; number <= values.size(); number++) {
        variables.put("%s__%d".formatted(name, number), values.get(number - 1));
      }
    }
    return variables;
  }

  /**
   * Fails where the customers need more variables than a stage has.
   *
   * @param others variables that the stage has besides
   */
  static void requireRoom(List<Customer> customers, int others) {
    var needed =
        customers.stream().mapToInt(customer -> values(customer, customer.keys()).size()).sum();
    var room = MOST_VARIABLES - others;
    if (needed > room) {
      throw new IllegalArgumentException(
          "'customers' must take at most %d stage variables, got '%d', name fewer ranges, principals and subjects or give some customers a gateway of their own"
              .formatted(room, needed));
    }
  }

  /** As few as the fields fit into, in their order. */
  private static List<String> values(Customer customer, List<String> keyIds) {
    var values = new ArrayList<String>();
    var room = 0;
    for (var field : fields(customer, keyIds).toList()) {
      room -= 1 + field.length();
      if (room < 0) {
        values.add(field.text());
        room = LONGEST_VALUE - field.length();
      } else {
        values.add(values.remove(values.size() - 1) + "&" + field.text());
      }
    }
    return values;
  }

  private static Stream<BindingField> fields(Customer customer, List<String> keyIds) {
    return Stream.of(
            keyIds.stream().map(BindingField::key),
            Stream.of(BindingField.plan(customer.plan().name())),
            customer.sourceCidrs().stream().map(BindingField::cidr),
            customer.sourceVpcEndpoints().stream().map(BindingField::vpcEndpoint),
            customer.principals().stream().map(BindingField::principal),
            customer.subjects().stream().map(BindingField::subject))
        .flatMap(fields -> fields);
  }
}
