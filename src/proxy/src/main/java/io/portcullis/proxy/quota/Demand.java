package io.portcullis.proxy.quota;

/**
 * What a request may use, known before the endpoint is asked: one request, and so many tokens.
 *
 * @param inputTokens of its prompts, about
 * @param outputTokens that the model may generate, at most
 */
public record Demand(long inputTokens, long outputTokens) {
  /**
   * Ordinary text has four bytes and more for each token, and JSON around it adds bytes. It is no
   * bound: digits, rare scripts and made-up words may have a token for each byte, which is put
   * right when the endpoint has said what it counted.
   */
  private static final long BYTES_PER_TOKEN = 3;

  /**
   * The demand of a request.
   *
   * @param bodyBytes length of its body
   */
  public static Demand of(int bodyBytes, long outputTokens) {
    return new Demand((bodyBytes + BYTES_PER_TOKEN - 1) / BYTES_PER_TOKEN, outputTokens);
  }
}
