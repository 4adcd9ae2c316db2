package io.portcullis.stacks.environment;

/**
 * What an environment logs beside one line for each call.
 *
 * @param bodyShare share of the calls whose bodies are logged, with secrets taken out, in a log
 *     group of their own; 0 logs none
 */
public record LoggingConfig(double bodyShare) {
  public LoggingConfig {
    Rule.require(
        bodyShare >= 0 && bodyShare <= 1,
        "bodyShare",
        "must be from 0 to 1",
        Double.toString(bodyShare));
  }
}
