package io.portcullis.proxy.token;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.portcullis.aws.AwsClient;
import io.portcullis.aws.AwsOperation;
import io.portcullis.aws.AwsReply;
import io.portcullis.huggingface.AccessToken;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The secret in AWS Secrets Manager. */
public final class SecretsManagerTokenSecret implements TokenSecret {
  /**
   * Time for one attempt: a healthy one takes milliseconds, and the first one, with its TLS
   * handshake, under a second.
   */
  public static final Duration ATTEMPT = Duration.ofSeconds(2);

  /** After which an honest 503 serves the caller better. */
  private static final Duration LONGEST_READ = Duration.ofSeconds(5);

  private static final AwsOperation GET_SECRET_VALUE = AwsOperation.repeatable("GetSecretValue");

  private final AwsClient client;
  private final String arn;

  public SecretsManagerTokenSecret(AwsClient client, String arn) {
    this.client = client;
    this.arn = arn;
  }

  @Override
  public StoredToken read(VersionStage stage, Duration timeout) {
    var request =
        JsonNodeFactory.instance
            .objectNode()
            .put("SecretId", arn)
            .put("VersionStage", stage.name());
    var bounded = timeout.compareTo(LONGEST_READ) < 0 ? timeout : LONGEST_READ;
    var reply = client.call(GET_SECRET_VALUE, request, bounded);
    if (reply instanceof AwsReply.Answered answered) {
      return Optional.ofNullable(answered.body().path("SecretString").textValue())
          .flatMap(AccessToken::parse)
          .<StoredToken>map(
              token -> new StoredToken.Present(token, time(answered.body().path("CreatedDate"))))
          .orElseGet(StoredToken.Missing::new);
    }
    if (reply instanceof AwsReply.Refused refused && !refused.isThrottled()) {
      return refused.type().equals("ResourceNotFoundException")
          ? new StoredToken.Missing()
          : new StoredToken.Denied();
    }
    return new StoredToken.Unavailable();
  }

  /** A time in seconds since 1970, with a fraction. */
  private static Optional<Instant> time(JsonNode seconds) {
    return seconds.isNumber()
        ? Optional.of(Instant.ofEpochMilli(Math.round(seconds.doubleValue() * 1000)))
        : Optional.empty();
  }
}
