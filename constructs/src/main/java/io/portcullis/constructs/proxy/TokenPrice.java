package io.portcullis.constructs.proxy;

/**
 * What the tokens of a call count for, in US dollars a million. An endpoint is paid by the hour, so
 * it is a share of that which you choose.
 *
 * @param input of a prompt, up to 1,000,000 with at most six decimals
 * @param output of an answer, up to 1,000,000 with at most six decimals
 */
public record TokenPrice(Number input, Number output) {
  public TokenPrice {
    Numbers.requireDollars("input", input);
    Numbers.requireDollars("output", output);
  }

  boolean isNothing() {
    return Numbers.isZero(input) && Numbers.isZero(output);
  }
}
