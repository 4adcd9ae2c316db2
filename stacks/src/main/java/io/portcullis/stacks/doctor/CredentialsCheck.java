package io.portcullis.stacks.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import io.portcullis.stacks.aws.AwsAnswer;
import io.portcullis.stacks.aws.AwsCli;

/** That there are credentials, and that they are of the environment's account. */
record CredentialsCheck(String account) implements QuestionCheck {
  @Override
  public String subject() {
    return "credentials";
  }

  @Override
  public AwsAnswer ask(AwsCli aws) {
    return aws.call("sts", "get-caller-identity");
  }

  @Override
  public Verdict judge(JsonNode answer) {
    var actual = answer.path("Account").asText();
    if (actual.isEmpty()) {
      return Verdict.unreadable("Account");
    }
    return actual.equals(account)
        ? Verdict.ok("of account %s, as %s", account, answer.path("Arn").asText())
        : Verdict.wrong(
            "of account %s, the environment is of %s".formatted(actual, account),
            "choose others, such as with AWS_PROFILE");
  }

  @Override
  public Verdict judge(AwsAnswer.Refusal refusal) {
    return Verdict.wrong(
        "none that AWS takes: " + refusal,
        "sign in, such as by 'aws sso login', or set AWS_PROFILE");
  }
}
