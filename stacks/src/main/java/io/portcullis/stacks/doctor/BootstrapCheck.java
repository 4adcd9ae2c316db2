package io.portcullis.stacks.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import io.portcullis.stacks.assembly.StackTemplate.Bootstrap;
import io.portcullis.stacks.aws.AwsAnswer;
import io.portcullis.stacks.aws.AwsCli;

/** That the CDK's roles and bucket are there, and new enough. */
record BootstrapCheck(String account, String region, Bootstrap needed) implements QuestionCheck {
  @Override
  public String subject() {
    return "CDK bootstrap";
  }

  @Override
  public AwsAnswer ask(AwsCli aws) {
    return aws.call("ssm", "get-parameter", "--name", needed.parameter());
  }

  @Override
  public Verdict judge(JsonNode answer) {
    var version = answer.path("Parameter").path("Value").asText();
    if (!version.matches("\\d{1,9}")) {
      return Verdict.unreadable("Parameter.Value");
    }
    return Integer.parseInt(version) >= needed.version()
        ? Verdict.ok("version %s", version)
        : Verdict.wrong(
            "version %s, %d or newer is needed".formatted(version, needed.version()), remedy());
  }

  @Override
  public Verdict judge(AwsAnswer.Refusal refusal) {
    return refusal.code().equals("ParameterNotFound")
        ? Verdict.wrong("missing", remedy())
        : Verdict.notKnown(refusal);
  }

  private String remedy() {
    return "npx cdk bootstrap aws://%s/%s".formatted(account, region);
  }
}
