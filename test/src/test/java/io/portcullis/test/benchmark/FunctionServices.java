package io.portcullis.test.benchmark;

import io.portcullis.local.lambda.ProcessVariables;
import java.net.URI;
import java.util.Map;

/** Where functions find what they call. */
public record FunctionServices(URI endpoint, URI secrets, URI table, URI issuer) {

  public ProcessVariables variables() {
    return new ProcessVariables(
        Map.of(
            "AWS_ENDPOINT_URL_SECRETS_MANAGER", secrets,
            "AWS_ENDPOINT_URL_DYNAMODB", table,
            "AWS_ENDPOINT_URL", secrets),
        issuer,
        endpoint);
  }
}
