package io.portcullis.stacks.cost;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PriceListTest {
  private final PriceList prices = PriceList.ofRelease();

  @Test
  void everyPriceHasItsUnitItsSourceAndItsDate() {
    assertThat(LocalDate.parse(prices.date())).isAfter("2026-01-01");
    assertThat(prices.prices())
        .isNotEmpty()
        .allSatisfy(
            (name, price) -> {
              assertThat(price.usd()).isPositive();
              assertThat(price.unit()).isNotBlank();
              assertThat(price.source()).isNotBlank();
              assertThat(YearMonth.parse(price.date()).atDay(1)).isBefore(prices.date());
            });
  }

  @Test
  void everyAssumptionIsSaidWithItsFigure() {
    assertThat(prices.assumptions())
        .isNotEmpty()
        .allSatisfy((name, assumption) -> assertThat(assumption.text()).contains("%s"));
  }

  @Test
  void everyPriceOfARuleGroupIsAPrice() {
    assertThat(prices.ruleGroups())
        .allSatisfy(
            (name, group) -> {
              assertThat(group.capacity()).isPositive();
              assertThat(prices.prices().keySet().containsAll(pricesOf(group))).isTrue();
            });
  }

  private static List<String> pricesOf(PriceList.RuleGroup group) {
    return Stream.of(group.price(), group.requestPrice())
        .filter(price -> !price.isEmpty())
        .toList();
  }
}
