package io.portcullis.stacks.cost;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/**
 * Prices and assumptions, each with where it comes from. They are data: {@code prices.json}.
 *
 * @param date when they were collected
 * @param region the Region they are of
 * @param currency the currency they are in
 * @param prices prices by name
 * @param assumptions assumptions by name
 * @param ruleGroups AWS's managed rule groups by name
 * @param pricedTypes resource types that the calculation looks at
 * @param freeTypes resource types that cost nothing, or the beginnings of their names
 * @param notCounted what no estimate counts, in words
 */
public record PriceList(
    String date,
    String region,
    String currency,
    Map<String, Price> prices,
    Map<String, Assumption> assumptions,
    Map<String, RuleGroup> ruleGroups,
    List<String> pricedTypes,
    List<String> freeTypes,
    List<String> notCounted) {

  /**
   * A price.
   *
   * @param usd US dollars for one unit
   * @param unit what is paid for
   * @param source where it was read
   * @param date date of the source
   * @param doubt what is not sure about it, or empty
   */
  public record Price(double usd, String unit, String source, String date, String doubt) {
    public Price {
      doubt = doubt == null ? "" : doubt;
    }
  }

  /**
   * A figure that no template holds.
   *
   * @param value the figure
   * @param text a sentence with {@code %s} in its place
   */
  public record Assumption(double value, String text) {}

  /**
   * A managed rule group of AWS WAF.
   *
   * @param capacity its WCU
   * @param price name of its own price, or empty
   * @param requestPrice name of its price of requests, or empty
   */
  public record RuleGroup(int capacity, String price, String requestPrice) {
    public RuleGroup {
      price = price == null ? "" : price;
      requestPrice = requestPrice == null ? "" : requestPrice;
    }
  }

  /** The list of this release. */
  public static PriceList ofRelease() {
    try (var file = PriceList.class.getResourceAsStream("prices.json")) {
      return new ObjectMapper().readValue(file, PriceList.class);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read 'prices.json'", e);
    }
  }

  Price price(String name) {
    var price = prices.get(name);
    if (price == null) {
      throw new IllegalArgumentException("there is no price '%s'".formatted(name));
    }
    return price;
  }

  double assumed(String name) {
    var assumption = assumptions.get(name);
    if (assumption == null) {
      throw new IllegalArgumentException("there is no assumption '%s'".formatted(name));
    }
    return assumption.value();
  }

  RuleGroup ruleGroup(String name) {
    return ruleGroups.getOrDefault(name, new RuleGroup(0, "", ""));
  }

  /** Whether the calculation knows the type, be it as free. */
  boolean knows(String type) {
    return pricedTypes.contains(type)
        || freeTypes.stream()
            .anyMatch(free -> free.endsWith("::") ? type.startsWith(free) : type.equals(free));
  }
}
