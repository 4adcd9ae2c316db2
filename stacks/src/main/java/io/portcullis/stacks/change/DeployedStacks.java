package io.portcullis.stacks.change;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.portcullis.stacks.assembly.EnvironmentTemplates;
import io.portcullis.stacks.assembly.StackTemplate;
import io.portcullis.stacks.aws.AwsAnswer;
import io.portcullis.stacks.aws.AwsCli;
import io.portcullis.stacks.aws.ProcessAwsCli;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is deployed of an environment, read with the role that the CDK itself reads with. That role
 * is of the environment's account, so that another account's answer is never taken for this one's.
 */
public final class DeployedStacks {
  private final EnvironmentTemplates synthesized;
  private final AwsCli aws;

  private DeployedStacks(EnvironmentTemplates synthesized, AwsCli aws) {
    this.synthesized = synthesized;
    this.aws = aws;
  }

  /**
   * Those of an environment.
   *
   * @param path where to look for the AWS CLI
   * @throws NotReadableException if the AWS CLI is missing, or the role cannot be assumed
   */
  public static DeployedStacks of(EnvironmentTemplates synthesized, String path) {
    var aws =
        ProcessAwsCli.find(path, synthesized.region())
            .orElseThrow(
                () -> new NotReadableException("'aws', the AWS CLI version 2, is not on the PATH"));
    var role = synthesized.stacks().get(0).bootstrap().lookupRole();
    var answer =
        aws.call("sts", "assume-role", "--role-arn", role, "--role-session-name", "portcullis");
    var credentials = body(answer, "cannot assume '%s'".formatted(role)).path("Credentials");
    return new DeployedStacks(synthesized, aws.with(variables(role, credentials)));
  }

  /** An empty one would let the AWS CLI fall back to the credentials of another account. */
  private static Map<String, String> variables(String role, JsonNode credentials) {
    var variables =
        Map.of(
            "AWS_ACCESS_KEY_ID", credentials.path("AccessKeyId").asText(),
            "AWS_SECRET_ACCESS_KEY", credentials.path("SecretAccessKey").asText(),
            "AWS_SESSION_TOKEN", credentials.path("SessionToken").asText());
    if (variables.containsValue("")) {
      throw new NotReadableException(
          "cannot assume '%s': AWS's answer has no credentials".formatted(role));
    }
    return variables;
  }

  /**
   * Their templates. A stack that does not exist has none.
   *
   * @throws NotReadableException if one cannot be read
   */
  public EnvironmentTemplates templates() {
    var templates = new HashMap<String, JsonNode>();
    for (var stack : synthesized.stacks()) {
      existing(
              aws.call("cloudformation", "get-template", "--stack-name", stack.name()),
              "cannot read the template of '%s'".formatted(stack.name()))
          .ifPresent(answer -> templates.put(stack.name(), template(stack, answer)));
    }
    return synthesized.deployed(templates);
  }

  /**
   * The names of those that AWS refuses to delete.
   *
   * @throws NotReadableException if it cannot be read of one
   */
  public List<String> terminationProtected() {
    var names = new ArrayList<String>();
    for (var stack : synthesized.stacks()) {
      existing(
              aws.call("cloudformation", "describe-stacks", "--stack-name", stack.name()),
              "cannot read whether '%s' is protected".formatted(stack.name()))
          .filter(answer -> isProtected(stack, answer))
          .ifPresent(answer -> names.add(stack.name()));
    }
    return names;
  }

  private static boolean isProtected(StackTemplate stack, JsonNode answer) {
    var protection = answer.path("Stacks").path(0).path("EnableTerminationProtection");
    if (!protection.isBoolean()) {
      throw new NotReadableException(
          "cannot read whether '%s' is protected: AWS's answer does not say it"
              .formatted(stack.name()));
    }
    return protection.asBoolean();
  }

  /** A template that was written as JSON comes as JSON, any other as text. */
  private static JsonNode template(StackTemplate stack, JsonNode answer) {
    var body = answer.path("TemplateBody");
    try {
      var template = body.isTextual() ? new YAMLMapper().readTree(body.asText()) : body;
      if (template.path("Resources").isObject()) {
        return template;
      }
    } catch (JsonProcessingException e) {
      // Said below.
    }
    throw new NotReadableException(
        "cannot read the template of '%s': it has no resources".formatted(stack.name()));
  }

  /** Empty if the stack does not exist. CloudFormation calls that a validation error. */
  private static Optional<JsonNode> existing(AwsAnswer answer, String failure) {
    return answer instanceof AwsAnswer.Refusal refusal
            && refusal.code().equals("ValidationError")
            && refusal.message().contains("does not exist")
        ? Optional.empty()
        : Optional.of(body(answer, failure));
  }

  private static JsonNode body(AwsAnswer answer, String failure) {
    if (answer instanceof AwsAnswer.Body body) {
      return body.json();
    }
    throw new NotReadableException(failure + ": " + answer);
  }
}
