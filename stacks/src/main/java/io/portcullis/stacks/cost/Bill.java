package io.portcullis.stacks.cost;

import io.portcullis.stacks.cost.Cost.Item;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Items, and the prices and assumptions that they rest on. */
final class Bill {
  private final PriceList prices;
  private final List<Item> items = new ArrayList<>();
  private final Set<String> pricesUsed = new LinkedHashSet<>();
  private final Set<String> assumptionsUsed = new LinkedHashSet<>();

  Bill(PriceList prices) {
    this.prices = prices;
  }

  /** Adds units at a price; none of something is no item. */
  void add(String what, double quantity, String price) {
    if (quantity > 0) {
      var unit = prices.price(price);
      items.add(new Item(what, quantity, unit.unit(), cents(quantity * unit.usd())));
      pricesUsed.add(price);
    }
  }

  double assumed(String name) {
    assumptionsUsed.add(name);
    return prices.assumed(name);
  }

  List<Item> items() {
    return List.copyOf(items);
  }

  /** Of the items as they are shown. */
  double total() {
    return cents(items.stream().mapToDouble(Item::usd).sum());
  }

  /** In the order of the list. */
  static List<String> assumptions(PriceList prices, Bill... bills) {
    var format = new DecimalFormat("#,##0.####", DecimalFormatSymbols.getInstance(Locale.ROOT));
    return prices.assumptions().entrySet().stream()
        .filter(
            assumption ->
                Stream.of(bills)
                    .anyMatch(bill -> bill.assumptionsUsed.contains(assumption.getKey())))
        .map(Map.Entry::getValue)
        .map(assumption -> assumption.text().formatted(format.format(assumption.value())))
        .toList();
  }

  /** Each with the price that it is about. */
  static List<String> doubts(PriceList prices, Bill... bills) {
    return Stream.of(bills)
        .flatMap(bill -> bill.pricesUsed.stream())
        .distinct()
        .filter(name -> !prices.price(name).doubt().isEmpty())
        .map(name -> "%s: %s".formatted(name, prices.price(name).doubt()))
        .toList();
  }

  private static double cents(double usd) {
    return Math.round(usd * 100) / 100.0;
  }
}
