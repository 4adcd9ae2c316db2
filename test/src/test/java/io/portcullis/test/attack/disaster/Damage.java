package io.portcullis.test.attack.disaster;

import io.portcullis.stacks.cost.Cost;

/**
 * What calls cost, in US dollars.
 *
 * @param aws for what passes and what is refused, without what stands costs anyway
 * @param endpoint for the replicas that answer
 */
record Damage(double aws, double endpoint) {
  /**
   * One replica on an NVIDIA L40S, an hour ("Pricing", Hugging Face Inference Endpoints: aws,
   * nvidia-l40s, x1; read in November 2026).
   */
  static final double REPLICA = 1.8;

  /** Assumed: calls that a replica answers at once, of five seconds each as in the price list. */
  static final int AT_ONCE = 16;

  static final int ANSWERED_AN_HOUR = AT_ONCE * 3600 / 5;

  private static final double MILLION = 1_000_000;

  /** Of an hour in which so many calls reach the endpoint itself, with nothing before it. */
  static Damage bare(int reached) {
    return new Damage(0, replicas(reached));
  }

  /**
   * Of an hour before which an environment stands. API Gateway is taken to charge for no call that
   * it or the firewall refuses, as AWS answers on re:Post; the firewall charges for each.
   */
  static Damage of(Cost cost, int reached, int refused) {
    var refusal =
        cost.perCalls().stream()
            .filter(item -> isPaidForARefusal(item.what()))
            .mapToDouble(Cost.Item::usd)
            .sum();
    return new Damage(
        (reached * cost.perMillionCalls() + refused * refusal) / MILLION, replicas(reached));
  }

  private static boolean isPaidForARefusal(String item) {
    return item.startsWith("firewall") || item.startsWith("AWS") || item.equals("log lines");
  }

  private static double replicas(int reached) {
    return Math.ceil((double) reached / ANSWERED_AN_HOUR) * REPLICA;
  }
}
