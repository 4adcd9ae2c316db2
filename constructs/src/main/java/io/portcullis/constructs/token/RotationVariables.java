package io.portcullis.constructs.token;

import io.portcullis.constructs.token.TokenSource.ServiceAccount;
import io.portcullis.constructs.token.TokenSource.TokenExchange;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Tokenization;
import software.amazon.awscdk.services.secretsmanager.ISecret;

/** What a token's rotation function reads from its environment. */
final class RotationVariables {
  private RotationVariables() {}

  static Map<String, String> of(
      HuggingFaceTokenProps props, Optional<? extends ISecret> credential) {
    var variables = new LinkedHashMap<String, String>();
    variables.put("HUB_URL", "https://huggingface.co");
    variables.put("ENDPOINTS_API_URL", "https://api.endpoints.huggingface.cloud");
    variables.putAll(ofSource(props.source()));
    credential.ifPresent(secret -> variables.put("CREDENTIAL_ARN", secret.getSecretArn()));
    props.endpointNamespace().ifPresent(name -> variables.put("ENDPOINT_NAMESPACE", name));
    props.endpointName().ifPresent(name -> variables.put("ENDPOINT_NAME", name));
    props.endpointType().ifPresent(type -> variables.put("ENDPOINT_TYPE", type));
    variables.put("GRACE_SECONDS", seconds(props.grace()));
    props.maximumAge().ifPresent(age -> variables.put("MAXIMUM_AGE_SECONDS", seconds(age)));
    return variables;
  }

  private static Map<String, String> ofSource(TokenSource source) {
    if (source instanceof ServiceAccount account) {
      return Map.of("TOKEN_SOURCE", "SERVICE_ACCOUNT", "SERVICE_ACCOUNT", account.id());
    }
    if (source instanceof TokenExchange exchange) {
      return Map.of(
          "TOKEN_SOURCE",
          "TOKEN_EXCHANGE",
          "CLIENT_ID",
          exchange.clientId(),
          "SUBJECT",
          exchange.subject(),
          "TOKEN_LIFETIME_SECONDS",
          seconds(exchange.lifetime()));
    }
    return Map.of("TOKEN_SOURCE", "STAGED");
  }

  private static String seconds(Duration duration) {
    return Tokenization.stringifyNumber(duration.toSeconds());
  }
}
