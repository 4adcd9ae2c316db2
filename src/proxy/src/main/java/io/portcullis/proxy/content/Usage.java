package io.portcullis.proxy.content;

/**
 * The tokens that an engine says it took, as far as one believes it.
 *
 * @param inputTokens of the prompt
 * @param outputTokens of what was generated
 */
public record Usage(long inputTokens, long outputTokens) {
  /** No model takes a prompt, or gives an answer, of as many. */
  static final long MOST = 10_000_000;

  static boolean isCredible(long tokens) {
    return tokens >= 0 && tokens <= MOST;
  }
}
