package io.portcullis.stacks.customers;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.portcullis.constructs.customer.Customer;
import java.util.List;

/** Customers as data. */
final class CustomerJson {
  private static final ObjectMapper JSON = new ObjectMapper();

  private CustomerJson() {}

  static String of(String environment, List<CustomerEntry> customers) {
    var root = JSON.createObjectNode().put("environment", environment);
    var list = root.putArray("customers");
    customers.forEach(customer -> put(list.addObject(), customer));
    return root.toPrettyString();
  }

  private static void put(ObjectNode node, CustomerEntry customer) {
    node.put("name", customer.name()).put("inFile", customer.inFile().isPresent());
    customer.inFile().ifPresent(inFile -> put(node, inFile));
    var keys = node.putArray("keys");
    for (var key : customer.keys()) {
      keys.addObject()
          .put("name", key.name())
          .put("id", key.deployed().map(ApiKey::id).orElse(null))
          .put("state", key.state())
          .put("inFile", key.inFile());
    }
  }

  private static void put(ObjectNode node, Customer customer) {
    node.putObject("plan")
        .put("name", customer.plan().name())
        .put("rate", customer.plan().rate())
        .put("burst", customer.plan().burst())
        .put("dailyQuota", customer.plan().dailyQuota());
    add(node.putArray("subjects"), customer.subjects());
    add(node.putArray("principals"), customer.principals());
    add(node.putArray("sourceCidrs"), customer.sourceCidrs());
    add(node.putArray("sourceVpcEndpoints"), customer.sourceVpcEndpoints());
  }

  private static void add(ArrayNode array, List<String> values) {
    values.forEach(array::add);
  }
}
