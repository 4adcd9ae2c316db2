package io.portcullis.stacks.doctor;

import io.portcullis.stacks.assembly.Resource;
import io.portcullis.stacks.aws.AwsAnswer;
import io.portcullis.stacks.aws.AwsCli;
import java.util.function.Function;

/**
 * A resource as it is deployed, if it is.
 *
 * @param stack that has it
 * @param id its logical id
 */
record DeployedResource(String stack, String id) {
  static DeployedResource of(Resource resource) {
    return new DeployedResource(resource.stack().name(), resource.id());
  }

  /** What is to be said of it by its physical id. */
  Verdict judge(AwsCli aws, Function<String, Verdict> judgement) {
    var answer =
        aws.call(
            "cloudformation",
            "describe-stack-resource",
            "--stack-name",
            stack,
            "--logical-resource-id",
            id);
    if (answer instanceof AwsAnswer.Refusal refusal) {
      return refusal.message().contains("does not exist")
          ? Verdict.notKnown("not deployed yet", "ask again after the deployment")
          : Verdict.notKnown(refusal);
    }
    var physicalId =
        ((AwsAnswer.Body) answer)
            .json()
            .path("StackResourceDetail")
            .path("PhysicalResourceId")
            .asText();
    return physicalId.isEmpty()
        ? Verdict.unreadable("PhysicalResourceId")
        : judgement.apply(physicalId);
  }
}
