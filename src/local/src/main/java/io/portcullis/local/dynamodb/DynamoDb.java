package io.portcullis.local.dynamodb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.portcullis.local.assembly.AssemblyException;
import io.portcullis.local.assembly.Environment;
import io.portcullis.local.assembly.Resource;
import io.portcullis.local.http.LoopbackServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBRequestHandler;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBServerHandler;

/**
 * DynamoDB Local, in memory, on loopback: its own runner would listen on every interface.
 *
 * <p>Follows "Setting up DynamoDB local"
 * (docs.aws.amazon.com/amazondynamodb/latest/developerguide/DynamoDBLocal.html): one database for
 * all credentials and Regions.
 */
public final class DynamoDb implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** An Authorization header in form only; DynamoDB Local reads the Region from it. */
  private static final String CREDENTIAL =
      "AWS4-HMAC-SHA256 Credential=local/20260101/us-east-1/dynamodb/aws4_request,"
          + " SignedHeaders=host, Signature=local";

  // Held so that the level stays: the logging framework keeps loggers weakly.
  private static final Logger SQLITE = Logger.getLogger("com.almworks.sqlite4java");

  private final LocalDynamoDBServerHandler handler;
  private final LoopbackServer server;
  private final List<String> tables = new ArrayList<>();

  private DynamoDb(LocalDynamoDBServerHandler handler, LoopbackServer server) {
    this.handler = handler;
    this.server = server;
  }

  /** Starts the database and creates the tables of the template. */
  public static DynamoDb start(Environment environment) throws IOException, InterruptedException {
    SQLITE.setLevel(Level.OFF);
    var handler =
        new LocalDynamoDBServerHandler(
            new LocalDynamoDBRequestHandler(0, true, null, true, false), null);
    var database = new DynamoDb(handler, LoopbackServer.start("dynamodb", 0, handler));
    try {
      for (var type : List.of("AWS::DynamoDB::Table", "AWS::DynamoDB::GlobalTable")) {
        for (var table : environment.resources(type)) {
          database.create(table);
        }
      }
      return database;
    } catch (IOException | InterruptedException | RuntimeException e) {
      database.close();
      throw e;
    }
  }

  /** Where the functions' clients find it. */
  public URI url() {
    return server.url();
  }

  /** Names of the tables. */
  public List<String> tables() {
    return List.copyOf(tables);
  }

  /** Every item of every table, as DynamoDB writes it. */
  public List<JsonNode> items() throws IOException, InterruptedException {
    var items = new ArrayList<JsonNode>();
    for (var table : tables) {
      var request = JSON.createObjectNode().put("TableName", table);
      JsonNode page;
      do {
        page = call("Scan", request);
        page.path("Items").forEach(items::add);
        request.set("ExclusiveStartKey", page.path("LastEvaluatedKey"));
      } while (page.has("LastEvaluatedKey"));
    }
    return items;
  }

  private void create(Resource table) throws IOException, InterruptedException {
    var properties = table.properties();
    var request = JSON.createObjectNode().put("TableName", table.ref());
    // Capacity limits nothing here, so that every table is on demand.
    properties.find("BillingMode");
    request.put("BillingMode", "PAY_PER_REQUEST");
    copy(table, request, "AttributeDefinitions");
    copy(table, request, "KeySchema");
    copy(table, request, "LocalSecondaryIndexes");
    properties
        .find("GlobalSecondaryIndexes")
        .ifPresent(indexes -> request.set("GlobalSecondaryIndexes", withoutCapacity(indexes)));
    call("CreateTable", request);
    var timeToLive = properties.find("TimeToLiveSpecification");
    if (timeToLive.isPresent() && timeToLive.get().path("Enabled").asBoolean(false)) {
      var expiry = JSON.createObjectNode().put("TableName", table.ref());
      expiry.set("TimeToLiveSpecification", timeToLive.get());
      call("UpdateTimeToLive", expiry);
    }
    tables.add(table.ref());
  }

  private static void copy(Resource table, ObjectNode request, String property) {
    table.properties().find(property).ifPresent(value -> request.set(property, value));
  }

  private static JsonNode withoutCapacity(JsonNode indexes) {
    var copy = JSON.createArrayNode();
    for (var index : indexes) {
      copy.add(
          JSON.createObjectNode()
              .put("IndexName", index.path("IndexName").asText())
              .<ObjectNode>set("KeySchema", index.path("KeySchema"))
              .set("Projection", index.path("Projection")));
    }
    return copy;
  }

  /**
   * Calls one of its operations, such as {@code GetItem}, and returns the answer.
   *
   * @throws AssemblyException if it refuses
   */
  public JsonNode call(String operation, JsonNode request)
      throws IOException, InterruptedException {
    var response =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(url())
                    .header("Authorization", CREDENTIAL)
                    .header("Content-Type", "application/x-amz-json-1.0")
                    .header("X-Amz-Target", "DynamoDB_20120810." + operation)
                    .POST(BodyPublishers.ofString(request.toString()))
                    .build(),
                BodyHandlers.ofString());
    if (response.statusCode() != 200) {
      throw new AssemblyException(
          "table '%s': DynamoDB Local refuses %s: %s"
              .formatted(
                  request.path("TableName").asText(),
                  operation,
                  JSON.readTree(response.body()).path("Message").asText()));
    }
    return JSON.readTree(response.body());
  }

  @Override
  public void close() {
    server.close();
    handler.close();
  }
}
