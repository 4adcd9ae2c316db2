package io.portcullis.stacks.assembly;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * One stack of an environment.
 *
 * @param name the stack's name on AWS
 * @param account twelve digits
 * @param region AWS Region
 * @param terminationProtection whether AWS refuses to delete it
 * @param bootstrap what it needs of CDK's bootstrap
 * @param template its references unresolved
 */
public record StackTemplate(
    String name,
    String account,
    String region,
    boolean terminationProtection,
    Bootstrap bootstrap,
    JsonNode template) {

  StackTemplate with(JsonNode other) {
    return new StackTemplate(name, account, region, terminationProtection, bootstrap, other);
  }

  /**
   * What a stack needs of CDK's bootstrap, the roles and the bucket that every deployment uses.
   *
   * @param version least version
   * @param parameter SSM parameter that holds the version
   * @param lookupRole ARN of the role that CDK reads deployed stacks with
   */
  public record Bootstrap(int version, String parameter, String lookupRole) {}
}
