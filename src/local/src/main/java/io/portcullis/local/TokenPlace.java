package io.portcullis.local;

import io.portcullis.local.lambda.Lambda;
import io.portcullis.local.secretsmanager.SecretsManager;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where the token is kept, and what replaces it.
 *
 * @param secret ARN of the token's secret
 * @param credential ARN of the secret that holds what the function mints with; empty if an operator
 *     brings each token
 * @param functionArn the rotation function
 * @param log file of its standard output
 */
public record TokenPlace(String secret, Optional<String> credential, String functionArn, Path log) {

  /** Of the first secret that is rotated; empty if none is. */
  static Optional<TokenPlace> of(SecretsManager secrets, Lambda lambda) {
    return secrets.rotatedSecrets().stream()
        .findFirst()
        .flatMap(secret -> secrets.rotationFunction(secret).map(arn -> of(secret, arn, lambda)));
  }

  private static TokenPlace of(String secret, String functionArn, Lambda lambda) {
    return new TokenPlace(
        secret,
        Optional.ofNullable(lambda.variables(functionArn).get("CREDENTIAL_ARN")),
        functionArn,
        lambda.log(functionArn));
  }

  /** Name of the rotation function. */
  public String function() {
    return functionArn.replaceFirst("^.*:function:", "");
  }
}
