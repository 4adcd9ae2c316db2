package io.portcullis.stacks.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import io.portcullis.stacks.aws.AwsAnswer;
import io.portcullis.stacks.aws.AwsCli;

/** That the account uses the Region; newer ones are off until somebody enables them. */
record RegionCheck(String region) implements QuestionCheck {
  @Override
  public String subject() {
    return "Region";
  }

  /** In a Region that is always on: one that is off does not take the credentials. */
  @Override
  public AwsAnswer ask(AwsCli aws) {
    return aws.in("us-east-1")
        .call("ec2", "describe-regions", "--all-regions", "--region-names", region);
  }

  @Override
  public Verdict judge(JsonNode answer) {
    return switch (answer.path("Regions").path(0).path("OptInStatus").asText()) {
      case "opt-in-not-required", "opted-in" -> Verdict.ok("%s is enabled", region);
      case "not-opted-in" ->
          Verdict.wrong(
              region + " is not enabled",
              "aws account enable-region --region-name %s, which takes some minutes"
                  .formatted(region));
      default -> Verdict.unreadable("OptInStatus");
    };
  }

  @Override
  public Verdict judge(AwsAnswer.Refusal refusal) {
    return refusal.code().equals("InvalidParameterValue")
        ? Verdict.wrong("AWS has no Region " + region, "correct 'region' in the environment's file")
        : Verdict.notKnown(refusal);
  }
}
