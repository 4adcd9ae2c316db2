package io.portcullis.stacks.doctor;

import io.portcullis.stacks.aws.AwsAnswer;
import io.portcullis.stacks.aws.AwsCli;

/**
 * That somebody hears the alarms: a subscription by e-mail is nothing until its receiver confirms
 * it.
 *
 * @param topic that tells them
 */
record SubscriptionCheck(DeployedResource topic) implements Check {
  @Override
  public String subject() {
    return "alarm receivers";
  }

  @Override
  public Verdict examine(AwsCli aws) {
    return topic.judge(aws, arn -> subscriptions(aws, arn));
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
