package io.portcullis.stacks.doctor;

import io.portcullis.stacks.aws.AwsCli;

/**
 * That an operator has brought what tokens are made with: the version of the deployment is then the
 * previous one.
 *
 * @param environment its name
 * @param secret of the credential
 */
record CredentialCheck(String environment, DeployedResource secret) implements Check {
  @Override
  public String subject() {
    return "credential";
  }

  @Override
  public Verdict examine(AwsCli aws) {
    return secret.judge(aws, arn -> SecretLabels.judge(aws, arn, this::judge));
  }

  private Verdict judge(SecretLabels labels) {
    return labels.has("AWSPREVIOUS")
        ? Verdict.ok("brought")
        : Verdict.wrong(
            "it was never brought, so that no token can be made",
            "./portcullis token stage %s, then rotate".formatted(environment));
  }
}
