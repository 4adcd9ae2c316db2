package io.portcullis.aws;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.portcullis.http.HttpCaller;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** Clients of a service on loopback, with time enough for a slow machine. */
final class TestClient {
  static final Duration AMPLE = Duration.ofSeconds(20);
  static final AwsOperation GET = AwsOperation.repeatable("GetItem");
  static final AwsOperation ADD = AwsOperation.once("UpdateItem");

  static final String SECRET_KEY = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
  static final String SESSION_TOKEN = "planted/session+token==";
  static final RoleCredentials CREDENTIALS =
      new RoleCredentials(
          StaticCredentialsProvider.create(
              AwsSessionCredentials.create("AKIDEXAMPLE", SECRET_KEY, SESSION_TOKEN)));

  private TestClient() {}

  static AwsClient of(URI url) {
    return of(url, CREDENTIALS);
  }

  static AwsClient of(URI url, RoleCredentials credentials) {
    return of(url, credentials, AMPLE, InstantSource.system());
  }

  static AwsClient of(URI url, RoleCredentials credentials, Duration attempt, InstantSource clock) {
    return new AwsClient(
        new AwsService(
            url, "eu-west-1", "dynamodb", "DynamoDB_20120810", "application/x-amz-json-1.0"),
        new HttpCaller(AMPLE),
        credentials,
        attempt,
        clock);
  }

  static ObjectNode request() {
    return JsonNodeFactory.instance.objectNode().put("TableName", "é");
  }
}
