package io.portcullis.proxy.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.aws.AwsClients;
import io.portcullis.aws.RoleCredentials;
import io.portcullis.http.StubServer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** What DynamoDB Local does not do: fail, and answer with what is no item of the table. */
@Timeout(60)
class DynamoDbTableFailureTest {
  private static final Duration AMPLE = Duration.ofSeconds(20);
  private static final ItemUpdate UPDATE =
      new ItemUpdate("a", "REMOVE b", Optional.empty(), Map.of(), Map.of());

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "42",
        "{\"a\":null}",
        "{\"a\":{}}",
        "{\"a\":[]}",
        "{\"a\":\"text\"}",
        "{\"a\":{\"S\":42}}",
        "{\"a\":{\"S\":null}}",
        "{\"a\":{\"N\":1}}",
        "{\"a\":{\"N\":\"1.5\"}}",
        "{\"a\":{\"N\":\"9223372036854775808\"}}",
        "{\"a\":{\"N\":\"\"}}",
        "{\"a\":{\"B\":\"not base64\"}}",
        "{\"a\":{\"S\":\"x\",\"N\":\"1\"}}",
        "{\"a\":{\"M\":{}}}",
        "{\"a\":{\"NULL\":true}}"
      })
  void isUnavailable_whereAnItemCannotBeRead(String item) {
    var answer = "{\"Item\":%1$s,\"Attributes\":%1$s}".formatted(item);
    try (var server = StubServer.answering(200, Map.of(), answer)) {
      assertThat(table(server).get("a", AMPLE)).isEqualTo(new TableReply.Unavailable());
      assertThat(table(server).update(UPDATE, AMPLE)).isEqualTo(new TableReply.Unavailable());
    }
    var refusal = "{\"__type\":\"x#ConditionalCheckFailedException\",\"Item\":%s}".formatted(item);
    try (var server = StubServer.answering(400, Map.of(), refusal)) {
      assertThat(table(server).update(UPDATE, AMPLE)).isEqualTo(new TableReply.Unavailable());
    }
  }

  @Test
  void readsAgain_andUpdatesOnce_whereTheServiceFails() {
    var requests = new AtomicInteger();
    try (var server =
        new StubServer(
            exchange -> {
              requests.incrementAndGet();
              exchange.sendResponseHeaders(500, -1);
              exchange.close();
            })) {
      assertThat(table(server).update(UPDATE, AMPLE)).isEqualTo(new TableReply.Unavailable());
      assertThat(requests).hasValue(1);

      assertThat(table(server).get("a", AMPLE)).isEqualTo(new TableReply.Unavailable());
      assertThat(requests).hasValue(4);
    }
  }

  private static Table table(StubServer server) {
    var environment =
        Map.of("AWS_REGION", "eu-west-1", "AWS_ENDPOINT_URL", server.url().toString());
    var credentials =
        new RoleCredentials(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("id", "key")));
    var clients = new AwsClients(environment, credentials, InstantSource.system());
    return new DynamoDbTable(clients.dynamoDb(AMPLE), "state", AMPLE);
  }
}
