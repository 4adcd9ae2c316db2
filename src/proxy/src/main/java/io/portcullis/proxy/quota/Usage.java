package io.portcullis.proxy.quota;

/** What a call is charged with. */
record Usage(long requests, long inputTokens, long outputTokens) {

  static Usage of(Demand demand) {
    return new Usage(1, demand.inputTokens(), demand.outputTokens());
  }

  static Usage of(Charge charge, Demand demand) {
    if (charge instanceof Charge.Used used) {
      return new Usage(1, used.inputTokens(), used.outputTokens());
    }
    if (charge instanceof Charge.Reserved) {
      return of(demand);
    }
    return new Usage(charge instanceof Charge.Counted ? 1 : 0, 0, 0);
  }
}
