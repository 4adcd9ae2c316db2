package io.portcullis.stacks.doctor;

import io.portcullis.stacks.aws.AwsAnswer;
import io.portcullis.stacks.aws.AwsCli;

/**
 * That somebody hears the alarms: a subscription by e-mail is nothing until its receiver confirms
 * it.
 *
 * @param stack that has the topic
 * @param topic logical id of the topic
 */
record SubscriptionCheck(String stack, String topic) implements Check {
  @Override
  public String subject() {
    return "alarm receivers";
  }

  @Override
  public Verdict examine(AwsCli aws) {
    var resource =
        aws.call(
            "cloudformation",
            "describe-stack-resource",
            "--stack-name",
            stack,
            "--logical-resource-id",
            topic);
    if (resource instanceof AwsAnswer.Refusal refusal) {
      return refusal.message().contains("does not exist")
          ? Verdict.notKnown("not deployed yet", "ask again after the deployment")
          : Verdict.notKnown(refusal);
    }
    var arn =
        ((AwsAnswer.Body) resource)
            .json()
            .path("StackResourceDetail")
            .path("PhysicalResourceId")
            .asText();
    return arn.isEmpty() ? Verdict.unreadable("PhysicalResourceId") : subscriptions(aws, arn);
  }

  private static Verdict subscriptions(AwsCli aws, String arn) {
    var answer = aws.call("sns", "list-subscriptions-by-topic", "--topic-arn", arn);
    if (answer instanceof AwsAnswer.Refusal refusal) {
      return Verdict.notKnown(refusal);
    }
    var subscriptions = ((AwsAnswer.Body) answer).json().path("Subscriptions");
    if (!subscriptions.isArray()) {
      return Verdict.unreadable("Subscriptions");
    }
    var confirmed = 0;
    for (var subscription : subscriptions) {
      if (subscription.path("SubscriptionArn").asText().startsWith("arn:")) {
        confirmed++;
      }
    }
    return confirmed > 0
        ? Verdict.ok("%d confirmed", confirmed)
        : Verdict.wrong(
            "%d subscribed, none confirmed".formatted(subscriptions.size()),
            "confirm the e-mail, or aws sns subscribe --topic-arn %s --protocol email"
                    .formatted(arn)
                + " --notification-endpoint <address>");
  }
}
