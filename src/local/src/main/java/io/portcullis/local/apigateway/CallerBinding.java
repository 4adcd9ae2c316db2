package io.portcullis.local.apigateway;

import io.portcullis.binding.CustomerFields;
import io.portcullis.local.iam.Principal;
import io.portcullis.local.waf.CidrBlock;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What the template tells the functions of a customer.
 *
 * @param keyIds of its API keys
 * @param ranges from which it calls
 * @param vpcEndpoints through which it calls
 * @param principals that sign its calls
 * @param subjects of its tokens
 */
public record CallerBinding(
    List<String> keyIds,
    List<CidrBlock> ranges,
    List<String> vpcEndpoints,
    List<Principal> principals,
    List<String> subjects) {
  /** Of a customer that the template tells nothing of. */
  public static final CallerBinding NONE =
      new CallerBinding(List.of(), List.of(), List.of(), List.of(), List.of());

  private static final Pattern PRINCIPAL = Pattern.compile("(\\d{12}):(role|user)/([^/*?]+)");

  /**
   * Reads the fields of a customer's variables.
   *
   * @param named by the resource policy: a variable leaves out the path that is part of an ARN
   */
  static CallerBinding of(CustomerFields fields, List<Principal> named) {
    return new CallerBinding(
        values(fields, "key").toList(),
        values(fields, "cidr").map(CidrBlock::parse).toList(),
        values(fields, "vpce").toList(),
        fields.principals().map(text -> principal(text, named)).flatMap(Optional::stream).toList(),
        values(fields, "subject").toList());
  }

  /** Fails for one that the functions would pass over. */
  private static Stream<String> values(CustomerFields fields, String name) {
    fields
        .unreadable(name)
        .findFirst()
        .ifPresent(
            text -> {
              throw new IllegalArgumentException(
                  "'%s' must be escaped text, got '%s'".formatted(name, text));
            });
    return fields.values(name);
  }

  private static Optional<Principal> principal(String text, List<Principal> named) {
    var matcher = PRINCIPAL.matcher(text);
    return matcher.matches()
        ? Optional.of(principal(matcher.group(1), matcher.group(2), matcher.group(3), named))
        : Optional.empty();
  }

  private static Principal principal(
      String account, String type, String name, List<Principal> named) {
    return named.stream()
        .filter(known -> known.account().equals(account))
        .filter(known -> known.type().text().equals(type) && known.name().equals(name))
        .findFirst()
        .or(() -> Principal.of("arn:aws:iam::%s:%s/%s".formatted(account, type, name)))
        .orElseThrow();
  }

  /** Whether it says from where the customer calls. */
  public boolean namesNetwork() {
    return !ranges.isEmpty() || !vpcEndpoints.isEmpty();
  }

  /** Whether the customer calls from there; a range beside a VPC endpoint narrows it. */
  public boolean admits(Source source) {
    var throughEndpoint =
        vpcEndpoints.isEmpty() || source.vpcEndpoint().filter(vpcEndpoints::contains).isPresent();
    return throughEndpoint
        && (ranges.isEmpty() || ranges.stream().anyMatch(it -> it.contains(source.address())));
  }
}
