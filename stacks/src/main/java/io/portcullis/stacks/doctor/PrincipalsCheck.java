package io.portcullis.stacks.doctor;

import io.portcullis.stacks.aws.AwsAnswer;
import io.portcullis.stacks.aws.AwsCli;
import java.util.ArrayList;
import java.util.Set;

/**
 * That the roles and users exist that policies name. With one that does not as its principal a
 * policy cannot be deployed (IAM User Guide, "Principal"); in a condition it admits nobody.
 *
 * @param account of the environment, whose roles and users can be looked up
 * @param arns of the roles and users
 */
record PrincipalsCheck(String account, Set<String> arns) implements Check {
  @Override
  public String subject() {
    return "roles and users";
  }

  @Override
  public Verdict examine(AwsCli aws) {
    var missing = new ArrayList<String>();
    var notKnown = new ArrayList<String>();
    for (var arn : arns) {
      var answer = look(aws, arn);
      if (answer instanceof AwsAnswer.Refusal refusal) {
        (refusal.code().equals("NoSuchEntity") ? missing : notKnown).add(arn);
      }
    }
    if (!missing.isEmpty()) {
      return Verdict.wrong(
          "%s does not exist".formatted(String.join(", ", missing)),
          "make it first, or take it out of the environment's file: a policy with it as principal"
              + " cannot be deployed, and in a condition it admits nobody");
    }
    return notKnown.isEmpty()
        ? Verdict.ok("%d that policies name exist", arns.size())
        : Verdict.notKnown(
            "cannot look up %s".formatted(String.join(", ", notKnown)),
            "see that they exist; those of another account nobody can look up from here");
  }

  private AwsAnswer look(AwsCli aws, String arn) {
    var parts = arn.split(":");
    var name = arn.substring(arn.lastIndexOf('/') + 1);
    if (!parts[4].equals(account)) {
      return new AwsAnswer.Refusal("", "of another account");
    }
    return parts[5].startsWith("role/")
        ? aws.call("iam", "get-role", "--role-name", name)
        : aws.call("iam", "get-user", "--user-name", name);
  }
}
