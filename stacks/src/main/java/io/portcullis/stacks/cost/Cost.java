package io.portcullis.stacks.cost;

import io.portcullis.stacks.assembly.EnvironmentTemplates;
import java.util.List;

/**
 * What an environment costs: an estimate, in US dollars.
 *
 * @param date when the prices were collected
 * @param region the Region whose prices they are
 * @param fixedPerMonth what stands costs that much, called or not
 * @param fixed its parts
 * @param perMillionCalls what a million calls add
 * @param perCalls its parts
 * @param assumptions what was assumed
 * @param notPriced resource types and settings that cost money and have no price here
 * @param notCounted what no estimate counts
 * @param doubts what is not sure about the prices that were used
 */
public record Cost(
    String date,
    String region,
    double fixedPerMonth,
    List<Item> fixed,
    double perMillionCalls,
    List<Item> perCalls,
    List<String> assumptions,
    List<String> notPriced,
    List<String> notCounted,
    List<String> doubts) {

  /**
   * A part of a cost.
   *
   * @param what what is paid for
   * @param quantity units
   * @param unit what one is
   * @param usd US dollars for all of them
   */
  public record Item(String what, double quantity, String unit, double usd) {}

  /** Estimates an environment at these prices. */
  public static Cost of(EnvironmentTemplates environment, PriceList prices) {
    var fixed = new FixedCost(environment, prices).bill();
    var perCalls = new CallCost(environment, prices).bill();
    return new Cost(
        prices.date(),
        prices.region(),
        fixed.total(),
        fixed.items(),
        perCalls.total(),
        perCalls.items(),
        Bill.assumptions(prices, fixed, perCalls),
        new Unpriced(environment, prices).names(),
        prices.notCounted(),
        Bill.doubts(prices, fixed, perCalls));
  }
}
