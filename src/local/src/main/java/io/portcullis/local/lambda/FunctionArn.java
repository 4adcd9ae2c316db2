package io.portcullis.local.lambda;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Names a function, and perhaps one of its versions or aliases.
 *
 * <p>Follows "Manage Lambda function versions", "Using version ARNs"
 * (docs.aws.amazon.com/lambda/latest/dg/configuration-versions.html).
 */
record FunctionArn(String name, Optional<String> qualifier) {
  private static final Pattern FORM =
      Pattern.compile("arn:[^:]+:lambda:[^:]+:\\d{12}:function:([^:]+)(?::([^:]+))?");

  static FunctionArn parse(String arn) {
    var matcher = FORM.matcher(arn);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("'%s' is not the ARN of a function".formatted(arn));
    }
    return new FunctionArn(matcher.group(1), Optional.ofNullable(matcher.group(2)));
  }
}
