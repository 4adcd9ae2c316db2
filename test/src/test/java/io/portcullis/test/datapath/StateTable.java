package io.portcullis.test.datapath;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.portcullis.local.dynamodb.DynamoDb;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;

/** What all processes of the proxy share. */
final class StateTable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final DynamoDb database;
  private final String name;

  StateTable(DynamoDb database) {
    this.database = database;
    this.name = database.tables().get(0);
  }

  JsonNode item(String id) throws IOException, InterruptedException {
    var request = request().put("ConsistentRead", true);
    return database.call("GetItem", request.set("Key", key(id))).path("Item");
  }

  /** The item once nothing is reserved in it any more. */
  JsonNode settled(String id) throws Exception {
    return Await.present(
        () ->
            Optional.of(item(id))
                .filter(item -> !item.isMissingNode() && names(item, "lease_").isEmpty()));
  }

  List<JsonNode> items() throws IOException, InterruptedException {
    return database.items();
  }

  /** The sum of an item's numbers whose names begin so. */
  static long sum(JsonNode item, String prefix) {
    return names(item, prefix).stream()
        .mapToLong(name -> item.at("/" + name + "/N").asLong())
        .sum();
  }

  private static List<String> names(JsonNode item, String prefix) {
    return item.properties().stream()
        .map(Map.Entry::getKey)
        .filter(name -> name.startsWith(prefix))
        .toList();
  }

  /** Changes an item as an expression says, whose names are no reserved words. */
  void update(String id, String expression, Map<String, Long> values)
      throws IOException, InterruptedException {
    var request = request().put("UpdateExpression", expression);
    request.set("Key", key(id));
    if (!values.isEmpty()) {
      var numbers = request.putObject("ExpressionAttributeValues");
      values.forEach((key, value) -> numbers.putObject(key).put("N", Long.toString(value)));
    }
    database.call("UpdateItem", request);
  }

  /** Does something while there is no table; all that it held is gone. */
  <T> T away(Callable<T> action) throws Exception {
    var table = database.call("DescribeTable", request()).path("Table");
    database.call("DeleteTable", request());
    try {
      return action.call();
    } finally {
      var request = request().put("BillingMode", "PAY_PER_REQUEST");
      request.set("AttributeDefinitions", table.path("AttributeDefinitions"));
      request.set("KeySchema", table.path("KeySchema"));
      database.call("CreateTable", request);
    }
  }

  private ObjectNode request() {
    return JSON.createObjectNode().put("TableName", name);
  }

  private static ObjectNode key(String id) {
    var key = JSON.createObjectNode();
    key.putObject("id").put("S", id);
    return key;
  }
}
