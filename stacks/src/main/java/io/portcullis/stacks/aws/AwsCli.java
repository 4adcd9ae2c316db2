package io.portcullis.stacks.aws;

import java.util.Map;

/** Calls AWS. All tools only read, but for the one that blocks a customer. */
public interface AwsCli {

  /**
   * Runs one command of the AWS CLI.
   *
   * @param words service, operation and options, such as {@code sts get-caller-identity}
   */
  AwsAnswer call(String... words);

  /** The same in another Region. */
  AwsCli in(String region);

  /** The same with other environment variables besides, such as those of temporary credentials. */
  AwsCli with(Map<String, String> variables);
}
