package io.portcullis.stacks.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import io.portcullis.stacks.aws.AwsAnswer;
import io.portcullis.stacks.aws.AwsCli;

/**
 * That Lambda lets the functions reserve what they want to. It keeps 100 calls at a time for
 * functions that reserve none (AWS Lambda Developer Guide, "Configuring reserved concurrency").
 *
 * @param reserved by all functions of the environment together
 */
record ConcurrencyCheck(int reserved) implements QuestionCheck {
  private static final int KEPT = 100;

  @Override
  public String subject() {
    return "concurrency";
  }

  @Override
  public AwsAnswer ask(AwsCli aws) {
    return aws.call("lambda", "get-account-settings");
  }

  @Override
  public Verdict judge(JsonNode answer) {
    var limits = answer.path("AccountLimit");
    if (!limits.path("ConcurrentExecutions").isInt()
        || !limits.path("UnreservedConcurrentExecutions").isInt()) {
      return Verdict.unreadable("AccountLimit");
    }
    var limit = limits.path("ConcurrentExecutions").asInt();
    var free = limits.path("UnreservedConcurrentExecutions").asInt() - KEPT;
    if (reserved == 0 || reserved <= free) {
      return Verdict.ok("%d calls at a time in the account, %d to reserve", limit, reserved);
    }
    var remedy =
        "ask AWS for more (Service Quotas, Lambda, concurrent executions), or lower"
            + " 'proxy.reservedConcurrency'";
    return reserved > limit - KEPT
        ? Verdict.wrong(
            "%d are to be reserved, the account has %d calls at a time and keeps %d"
                .formatted(reserved, limit, KEPT),
            remedy)
        : Verdict.notKnown(
            "%d are to be reserved, %d are free; right if this environment has them already"
                .formatted(reserved, Math.max(0, free)),
            remedy);
  }
}
