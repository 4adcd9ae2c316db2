package io.portcullis.stacks.doctor;

import io.portcullis.stacks.aws.AwsCli;

/**
 * That the proxy has a token that a rotation has verified: the first deployment leaves the secret
 * without.
 *
 * @param environment its name
 * @param secret of the token
 * @param staged whether operators bring each token
 */
record TokenCheck(String environment, DeployedResource secret, boolean staged) implements Check {
  @Override
  public String subject() {
    return "token";
  }

  @Override
  public Verdict examine(AwsCli aws) {
    return secret.judge(aws, arn -> SecretLabels.judge(aws, arn, this::judge));
  }

  private Verdict judge(SecretLabels labels) {
    if (labels.has("AWSCURRENT", "VERIFIED")) {
      return Verdict.ok("the current one is verified");
    }
    if (labels.rotated()) {
      return Verdict.wrong(
          "no rotation has verified the current one, somebody made it current",
          command("status") + ", and rotate to another one");
    }
    return staged && !labels.has("STAGED")
        ? Verdict.wrong("it was never brought", command("stage") + ", then rotate")
        : Verdict.wrong("it was never rotated to", command("rotate"));
  }

  private String command(String verb) {
    return "./portcullis token %s %s".formatted(verb, environment);
  }
}
