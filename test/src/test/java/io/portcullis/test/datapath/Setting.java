package io.portcullis.test.datapath;

import io.portcullis.stacks.EnvironmentStage;
import io.portcullis.test.Edits;
import io.portcullis.test.storm.StormyDoor;
import java.util.function.Consumer;

/** What the local environment is changed to, so that the proxy alone refuses a customer's calls. */
enum Setting {
  /** Waits for long, so that no test has to be quick, and opens the breaker for as long. */
  PATIENT(
      StormyDoor::letEverythingPass,
      "scaleUpTimeout: PT10S",
      "scaleUpTimeout: PT45S",
      "limit: 20, window: PT1M",
      "limit: 3, window: PT1H",
      "open: PT15S",
      "open: PT2M",
      "maxTokens: 4096",
      "maxTokens: 1000000",
      "perDay: 1, perMonth: 10, inputTokenPrice: 0.2, outputTokenPrice: 0.6",
      "perDay: 0, perMonth: 100, inputTokenPrice: 0, outputTokenPrice: 1000",
      "\ncustomers:\n",
      """
        counted:
          rate: 10
          burst: 20
          dailyQuota: 10000
          requests: { perMinute: 0, perDay: 0, perMonth: 12 }
          tokens: { perMinute: 0, perDay: 0, perMonth: 0 }
        measured:
          rate: 10
          burst: 20
          dailyQuota: 10000
          requests: { perMinute: 1000, perDay: 0, perMonth: 1000 }
          tokens: { perMinute: 0, perDay: 0, perMonth: 1000000 }
        scarce:
          rate: 10
          burst: 20
          dailyQuota: 10000
          requests: { perMinute: 0, perDay: 0, perMonth: 0 }
          tokens: { perMinute: 0, perDay: 0, perMonth: 1000 }

      customers:
        counted: { plan: counted, keys: [first], sourceCidrs: [127.0.0.0/8], sourceVpcEndpoints: [], principals: [], subjects: [counted-client] }
        measured: { plan: measured, keys: [first], sourceCidrs: [127.0.0.0/8], sourceVpcEndpoints: [], principals: [], subjects: [measured-client] }
        neighbour: { plan: counted, keys: [first], sourceCidrs: [127.0.0.0/8], sourceVpcEndpoints: [], principals: [], subjects: [neighbour-client] }
        scarce: { plan: scarce, keys: [first], sourceCidrs: [127.0.0.0/8], sourceVpcEndpoints: [], principals: [], subjects: [scarce-client] }
      """),
  /**
   * Gives up within a second, does not wait for an endpoint that is starting, and asks clients to
   * wait for a second at first, which those of the OpenAI API do.
   */
  HASTY(
      StormyDoor::change,
      "tableFailure: REFUSE",
      "tableFailure: PASS",
      "failures: 5, open: PT15S",
      "failures: 3, open: PT1S");

  private final Consumer<EnvironmentStage> change;
  private final Edits edits;

  Setting(Consumer<EnvironmentStage> change, String... edits) {
    this.change = change;
    this.edits = Edits.of(edits);
  }

  void change(EnvironmentStage stage) {
    change.accept(stage);
  }

  /** Of the environment's file. */
  Edits edits() {
    return edits;
  }
}
