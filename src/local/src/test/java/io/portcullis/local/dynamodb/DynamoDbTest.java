package io.portcullis.local.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.local.assembly.TestAssembly;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class DynamoDbTest {
  @TempDir private Path directory;

  @Test
  void servesTheTablesOfTheTemplate_toTheRealClient() throws Exception {
    var environment =
        TestAssembly.in(directory)
            .stack(
                "State",
                """
                {"Resources": {"Table": {"Type": "AWS::DynamoDB::GlobalTable", "Properties": {
                  "TableName": "state", "BillingMode": "PAY_PER_REQUEST",
                  "AttributeDefinitions": [{"AttributeName": "pk", "AttributeType": "S"}],
                  "KeySchema": [{"AttributeName": "pk", "KeyType": "HASH"}],
                  "TimeToLiveSpecification": {"AttributeName": "expires", "Enabled": true},
                  "Replicas": [{"Region": "eu-west-1"}]}}}}
                """)
            .environment();

    try (var database = DynamoDb.start(environment);
        var client = client(database)) {
      var item = Map.of("pk", AttributeValue.fromS("a"), "n", AttributeValue.fromN("1"));
      client.putItem(put -> put.tableName("state").item(item));

      var key = Map.of("pk", AttributeValue.fromS("a"));
      assertThat(client.getItem(get -> get.tableName("state").key(key)).item()).isEqualTo(item);
      assertThat(
              client
                  .describeTimeToLive(describe -> describe.tableName("state"))
                  .timeToLiveDescription()
                  .attributeName())
          .isEqualTo("expires");
      assertThat(database.url().getHost()).isEqualTo("127.0.0.1");
    }
  }

  private static DynamoDbClient client(DynamoDb database) {
    return DynamoDbClient.builder()
        .endpointOverride(database.url())
        .region(Region.EU_WEST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
        .httpClient(UrlConnectionHttpClient.create())
        .build();
  }
}
