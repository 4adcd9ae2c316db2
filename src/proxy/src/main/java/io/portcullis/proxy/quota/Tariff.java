package io.portcullis.proxy.quota;

import java.util.Map;

/** What of a usage is counted in an item. */
interface Tariff {
  /** That of a customer's item. */
  Tariff REQUESTS_AND_TOKENS =
      usage ->
          Map.of(
              Measure.REQUESTS,
              usage.requests(),
              Measure.TOKENS,
              usage.inputTokens() + usage.outputTokens());

  Map<Measure, Long> amounts(Usage usage);
}
