package io.portcullis.test.attack;

import io.portcullis.stacks.assembly.EnvironmentTemplates;
import io.portcullis.stacks.aws.AwsAnswer;
import io.portcullis.stacks.aws.AwsCli;
import java.net.URI;
import java.util.stream.StreamSupport;

/** Where the front door of a deployed environment is, as its stack says. */
record DeployedAddress(EnvironmentTemplates environment) {
  /** No address can be had, and why. */
  static final class UnknownException extends RuntimeException {
    private static final long serialVersionUID = 1;

    UnknownException(String message) {
      super(message);
    }
  }

  URI ask(AwsCli aws) {
    var stack = environment.stacks().get(environment.stacks().size() - 1).name();
    var answer = aws.call("cloudformation", "describe-stacks", "--stack-name", stack);
    if (answer instanceof AwsAnswer.Refusal refusal) {
      throw new UnknownException("stack '%s' cannot be read: %s".formatted(stack, refusal));
    }
    var outputs = ((AwsAnswer.Body) answer).json().at("/Stacks/0/Outputs");
    return StreamSupport.stream(outputs.spliterator(), false)
        .filter(output -> output.path("OutputKey").asText().equals("Url"))
        .map(output -> URI.create(output.path("OutputValue").asText().replaceFirst("/$", "")))
        .findFirst()
        .orElseThrow(() -> new UnknownException("stack '%s' has no output 'Url'".formatted(stack)));
  }
}
