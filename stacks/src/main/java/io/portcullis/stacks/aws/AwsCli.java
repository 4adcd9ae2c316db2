package io.portcullis.stacks.aws;

import java.util.Map;

/**
 * Calls AWS. All tools only read, but for the one that blocks a customer and the one that keeps the
 * token.
 */
public interface AwsCli {

  /**
   * Runs one command of the AWS CLI.
   *
   * @param words service, operation and options, such as {@code sts get-caller-identity}
   */
  AwsAnswer call(String... words);

  /**
   * The same with a standard input, for what no word of a command may be.
   *
   * @param input told to the command alone, never in an answer
   */
  AwsAnswer callWithInput(String input, String... words);

  /** The same in another Region. */
  AwsCli in(String region);

  /** The same with other environment variables besides, such as those of temporary credentials. */
  AwsCli with(Map<String, String> variables);
}
