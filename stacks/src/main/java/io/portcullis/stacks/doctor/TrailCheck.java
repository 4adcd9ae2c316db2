package io.portcullis.stacks.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import io.portcullis.stacks.aws.AwsAnswer;
import io.portcullis.stacks.aws.AwsCli;

/**
 * That CloudTrail records the account's calls in the Region: a failed rotation, or a stranger who
 * reads the token, arrives as an event of CloudTrail.
 */
record TrailCheck(String region) implements Check {
  @Override
  public String subject() {
    return "CloudTrail";
  }

  @Override
  public Verdict examine(AwsCli aws) {
    var answer = aws.call("cloudtrail", "describe-trails");
    if (answer instanceof AwsAnswer.Refusal refusal) {
      return Verdict.notKnown(refusal);
    }
    var trails = ((AwsAnswer.Body) answer).json().path("trailList");
    if (!trails.isArray()) {
      return Verdict.unreadable("trailList");
    }
    var verdict = none();
    for (var trail : trails) {
      if (records(trail)) {
        verdict = logging(aws, trail);
        if (verdict.state() == Verdict.State.OK) {
          return verdict;
        }
      }
    }
    return verdict;
  }

  private boolean records(JsonNode trail) {
    return trail.path("IsMultiRegionTrail").asBoolean()
        || trail.path("HomeRegion").asText().equals(region);
  }

  private static Verdict logging(AwsCli aws, JsonNode trail) {
    var name = trail.path("TrailARN").asText();
    var answer = aws.call("cloudtrail", "get-trail-status", "--name", name);
    if (answer instanceof AwsAnswer.Refusal refusal) {
      return Verdict.notKnown(refusal);
    }
    var logging = ((AwsAnswer.Body) answer).json().path("IsLogging");
    if (!logging.isBoolean()) {
      return Verdict.unreadable("IsLogging");
    }
    return logging.asBoolean()
        ? Verdict.ok("%s records", name)
        : Verdict.wrong(name + " is stopped", "aws cloudtrail start-logging --name " + name);
  }

  private Verdict none() {
    return Verdict.wrong(
        "no trail records %s, so that nobody hears of a failed rotation or a stranger who reads"
                .formatted(region)
            + " the token",
        "aws cloudtrail create-trail and start-logging, with a bucket for it");
  }
}
