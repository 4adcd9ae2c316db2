package io.portcullis.rotation;

import io.portcullis.huggingface.ServiceAccount;
import java.time.Duration;

/** Where the next token comes from. */
public sealed interface SourceSettings {

  /** The words of {@code TOKEN_SOURCE}. */
  enum Kind {
    STAGED,
    SERVICE_ACCOUNT,
    TOKEN_EXCHANGE
  }

  /** An operator brings it. */
  record Staged() implements SourceSettings {}

  /**
   * It is minted.
   *
   * @param credentialArn {@code CREDENTIAL_ARN}, the secret of the administrator's token
   * @param account {@code SERVICE_ACCOUNT}, of the organization {@code ENDPOINT_NAMESPACE}
   */
  record Minted(String credentialArn, ServiceAccount account) implements SourceSettings {}

  /**
   * It is exchanged.
   *
   * @param credentialArn {@code CREDENTIAL_ARN}, the secret of the client secret
   * @param clientId {@code CLIENT_ID} of the organization's OAuth application
   * @param subject {@code SUBJECT}, the member that the token will be one of
   * @param lifetime {@code TOKEN_LIFETIME_SECONDS}, how long it has to live at least
   */
  record Exchanged(String credentialArn, String clientId, String subject, Duration lifetime)
      implements SourceSettings {}

  /** Reads the variables of the source, and those of no other. */
  static SourceSettings of(RotationVariables variables) {
    return switch (variables.oneOf("TOKEN_SOURCE", Kind.values())) {
      case STAGED -> new Staged();
      case SERVICE_ACCOUNT ->
          new Minted(
              variables.required("CREDENTIAL_ARN"),
              new ServiceAccount(
                  variables.required("ENDPOINT_NAMESPACE"), variables.required("SERVICE_ACCOUNT")));
      case TOKEN_EXCHANGE ->
          new Exchanged(
              variables.required("CREDENTIAL_ARN"),
              variables.required("CLIENT_ID"),
              variables.required("SUBJECT"),
              lifetime(variables));
    };
  }

  private static Duration lifetime(RotationVariables variables) {
    var lifetime = variables.seconds("TOKEN_LIFETIME_SECONDS");
    if (lifetime.isZero()) {
      throw new IllegalArgumentException("'TOKEN_LIFETIME_SECONDS' must be at least 1, got '0'");
    }
    return lifetime;
  }
}
