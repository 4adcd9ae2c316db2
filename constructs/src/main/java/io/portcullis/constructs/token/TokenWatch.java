package io.portcullis.constructs.token;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.events.CfnRule;
import software.amazon.awscdk.services.events.CfnRule.RetryPolicyProperty;
import software.amazon.awscdk.services.events.CfnRule.TargetProperty;
import software.amazon.awscdk.services.lambda.CfnEventInvokeConfig;
import software.amazon.awscdk.services.lambda.CfnPermission;
import software.amazon.awscdk.services.lambda.IFunction;
import software.amazon.awscdk.services.secretsmanager.ISecret;
import software.constructs.Construct;

/**
 * When the rotation function looks after the token besides rotating it: every hour, and whenever
 * the label {@code AWSCURRENT} moves, whoever moved it.
 *
 * <p>A look that fails is neither repeated nor kept: the next one sees all that it would have seen,
 * and the function's errors raise an alarm. Nor is one that comes late, because the next is there
 * by then.
 */
final class TokenWatch extends Construct {
  private static final int AN_HOUR = 3600;

  private final ISecret secret;
  private final IFunction function;
  private final CfnRule hourlyRule;
  private final CfnRule labelRule;

  TokenWatch(Construct scope, String id, ISecret secret, IFunction function) {
    super(scope, id);
    this.secret = secret;
    this.function = function;
    hourlyRule = hourlyRule();
    labelRule = labelRule();
    permission("HourlyPermission", hourlyRule);
    permission("LabelPermission", labelRule);
    eventsExpire();
  }

  CfnRule getHourlyRule() {
    return hourlyRule;
  }

  CfnRule getLabelRule() {
    return labelRule;
  }

  private CfnRule hourlyRule() {
    return CfnRule.Builder.create(this, "Hourly")
        .description("Looks after the Hugging Face token every hour")
        .scheduleExpression("rate(1 hour)")
        .targets(List.of(look()))
        .build();
  }

  /**
   * Secrets Manager's own event, which needs no trail. It names the secret by its ARN among the
   * resources (AWS Secrets Manager User Guide, "Secret Label Updated event"); the name that it
   * bears beside it is known to a template only as a part of the ARN.
   */
  private CfnRule labelRule() {
    return CfnRule.Builder.create(this, "Label")
        .description("Looks after the Hugging Face token when another one becomes current")
        .eventPattern(
            Map.of(
                "source", List.of("aws.secretsmanager"),
                "detail-type", List.of("Secret Label Updated"),
                "resources", List.of(secret.getSecretArn()),
                "detail", Map.of("labelUpdated", List.of("AWSCURRENT"))))
        .targets(List.of(look()))
        .build();
  }

  private TargetProperty look() {
    return TargetProperty.builder()
        .id("RotationFunction")
        .arn(function.getFunctionArn())
        .input("{\"task\":\"watch\",\"secretId\":\"%s\"}".formatted(secret.getSecretArn()))
        .retryPolicy(RetryPolicyProperty.builder().maximumEventAgeInSeconds(AN_HOUR).build())
        .build();
  }

  /** Limited to the rule: without a source, any rule of any account could start the function. */
  private void permission(String id, CfnRule rule) {
    CfnPermission.Builder.create(this, id)
        .action("lambda:InvokeFunction")
        .functionName(function.getFunctionArn())
        .principal("events.amazonaws.com")
        .sourceAccount(Stack.of(this).getAccount())
        .sourceArn(rule.getAttrArn())
        .build();
  }

  /** Lambda would otherwise try a failed event twice more, and keep a throttled one six hours. */
  private void eventsExpire() {
    CfnEventInvokeConfig.Builder.create(this, "Events")
        .functionName(function.getFunctionName())
        .qualifier("$LATEST")
        .maximumEventAgeInSeconds(AN_HOUR)
        .maximumRetryAttempts(0)
        .build();
  }
}
