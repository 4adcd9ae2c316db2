package io.portcullis.proxy.table;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.portcullis.aws.AwsClient;
import io.portcullis.aws.AwsOperation;
import io.portcullis.aws.AwsReply;
import io.portcullis.aws.AwsService;
import io.portcullis.aws.RoleCredentials;
import io.portcullis.http.HttpCaller;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/**
 * A table in DynamoDB Local that several processes may use, and whose calls take their time: a busy
 * machine is no table that is away.
 */
public final class LocalTable implements Table {
  private static final Duration AMPLE = Duration.ofSeconds(20);

  private final AwsClient client;
  private final URI address;
  private final DynamoDbTable table;

  private LocalTable(URI address) {
    var variables =
        Map.of("AWS_REGION", "eu-west-1", "AWS_ENDPOINT_URL", "http://" + address.getAuthority());
    this.address = address;
    this.client =
        new AwsClient(
            AwsService.dynamoDb(variables),
            new HttpCaller(AMPLE),
            new RoleCredentials(
                StaticCredentialsProvider.create(
                    AwsSessionCredentials.create("local", "local", "local"))),
            AMPLE,
            InstantSource.system());
    this.table = new DynamoDbTable(client, name(), AMPLE);
  }

  /** A new table, of no items, as the foundation makes it. */
  public static LocalTable create() {
    var table = new LocalTable(LocalDynamoDb.newTable());
    table.call(
        "CreateTable",
        """
        {"TableName": "%s", "BillingMode": "PAY_PER_REQUEST",
         "AttributeDefinitions": [{"AttributeName": "id", "AttributeType": "S"}],
         "KeySchema": [{"AttributeName": "id", "KeyType": "HASH"}]}
        """
            .formatted(table.name()));
    return table;
  }

  /** The table that another process named by {@link #toString()}. */
  public static LocalTable of(String address) {
    return new LocalTable(URI.create(address));
  }

  /** All of its items, as DynamoDB writes them. */
  public JsonNode items() {
    return call("Scan", "{\"TableName\": \"%s\"}".formatted(name())).get("Items");
  }

  @Override
  public TableReply get(String id, Duration timeout) {
    return table.get(id, AMPLE);
  }

  @Override
  public TableReply update(ItemUpdate update, Duration timeout) {
    return table.update(update, AMPLE);
  }

  AwsClient client() {
    return client;
  }

  String name() {
    return address.getPath().substring(1);
  }

  JsonNode call(String operation, String request) {
    try {
      var body = (ObjectNode) new ObjectMapper().readTree(request);
      if (client.call(AwsOperation.once(operation), body, AMPLE)
          instanceof AwsReply.Answered answered) {
        return answered.body();
      }
      throw new IllegalStateException("DynamoDB Local does not answer " + operation);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  @Override
  public String toString() {
    return address.toString();
  }
}
