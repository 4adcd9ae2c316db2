package io.portcullis.stacks.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import io.portcullis.stacks.aws.AwsAnswer;
import io.portcullis.stacks.aws.AwsCli;

/** That API Gateway may write logs; the account has one role for all its APIs of a Region. */
record LogRoleCheck() implements QuestionCheck {
  @Override
  public String subject() {
    return "log role";
  }

  @Override
  public AwsAnswer ask(AwsCli aws) {
    return aws.call("apigateway", "get-account");
  }

  @Override
  public Verdict judge(JsonNode answer) {
    if (!answer.has("throttleSettings") && !answer.has("cloudwatchRoleArn")) {
      return Verdict.unreadable("cloudwatchRoleArn");
    }
    var role = answer.path("cloudwatchRoleArn").asText();
    return role.isEmpty()
        ? Verdict.wrong(
            "API Gateway has no role to write logs with, so that the API's stage cannot be made",
            "make one with the policy AmazonAPIGatewayPushToCloudWatchLogs, then aws apigateway"
                + " update-account --patch-operations"
                + " op=replace,path=/cloudwatchRoleArn,value=<its ARN>")
        : Verdict.ok("%s", role);
  }
}
