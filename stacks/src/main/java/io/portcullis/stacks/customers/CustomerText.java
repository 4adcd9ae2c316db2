package io.portcullis.stacks.customers;

import io.portcullis.constructs.customer.Plan;
import io.portcullis.stacks.customers.CustomerEntry.KeyEntry;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Customers as text: a paragraph for each. */
final class CustomerText {
  private static final String NOT_IN_FILE = "not in the file";

  private CustomerText() {}

  static String of(List<CustomerEntry> customers) {
    return customers.isEmpty()
        ? "no customers\n"
        : customers.stream().map(CustomerText::paragraph).collect(Collectors.joining("\n"));
  }

  private static String paragraph(CustomerEntry customer) {
    var plan = customer.inFile().map(some -> text(some.plan())).orElse(NOT_IN_FILE);
    return Stream.of(
            Stream.of("%s: %s".formatted(customer.name(), plan)),
            line("identity", customer.identities()),
            line("networks", customer.networks()),
            customer.keys().stream().map(CustomerText::line))
        .flatMap(lines -> lines)
        .map(line -> line + "\n")
        .collect(Collectors.joining());
  }

  private static String text(Plan plan) {
    return String.format(
        Locale.ROOT,
        "plan %s, %,d a second, %,d at once, %,d a day",
        plan.name(),
        plan.rate(),
        plan.burst(),
        plan.dailyQuota());
  }

  private static Stream<String> line(String title, Stream<String> values) {
    var text = values.collect(Collectors.joining(", "));
    return text.isEmpty() ? Stream.empty() : Stream.of("  %-9s %s".formatted(title, text));
  }

  private static String line(KeyEntry key) {
    return "  key       %s  %s  %s%s"
        .formatted(
            key.name(),
            key.deployed().map(ApiKey::id).orElse("-"),
            key.state(),
            key.inFile() ? "" : ", " + NOT_IN_FILE);
  }
}
