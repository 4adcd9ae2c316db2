package io.portcullis.proxy.table;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.portcullis.aws.AwsClient;
import io.portcullis.aws.AwsOperation;
import io.portcullis.aws.AwsReply;
import java.time.Duration;
import java.util.Map;

/** The table in Amazon DynamoDB. An update is made once, since it may add to what is there. */
public final class DynamoDbTable implements Table {
  /**
   * Time for one attempt: a healthy one takes milliseconds, and the first one, with its TLS
   * handshake, tens of them.
   */
  public static final Duration ATTEMPT = Duration.ofMillis(750);

  /** Time for a call: room for one attempt that is lost and another one. */
  public static final Duration LONGEST_CALL = Duration.ofMillis(1500);

  private static final AwsOperation GET_ITEM = AwsOperation.repeatable("GetItem");
  private static final AwsOperation UPDATE_ITEM = AwsOperation.once("UpdateItem");

  private final AwsClient client;
  private final String name;
  private final Duration longestCall;

  /** A table whose calls take {@link #LONGEST_CALL} at most. */
  public DynamoDbTable(AwsClient client, String name) {
    this(client, name, LONGEST_CALL);
  }

  DynamoDbTable(AwsClient client, String name, Duration longestCall) {
    this.client = client;
    this.name = name;
    this.longestCall = longestCall;
  }

  @Override
  public TableReply get(String id, Duration timeout) {
    var reply = client.call(GET_ITEM, request(id).put("ConsistentRead", true), bounded(timeout));
    return reply instanceof AwsReply.Answered answered
        ? item(answered.body(), "Item")
        : new TableReply.Unavailable();
  }

  @Override
  public TableReply update(ItemUpdate update, Duration timeout) {
    var request =
        request(update.id())
            .put("UpdateExpression", update.expression())
            .put("ReturnValues", "ALL_NEW")
            .put("ReturnValuesOnConditionCheckFailure", "ALL_OLD");
    update.condition().ifPresent(condition -> request.put("ConditionExpression", condition));
    // The service refuses empty ones.
    if (!update.names().isEmpty()) {
      update.names().forEach(request.putObject("ExpressionAttributeNames")::put);
    }
    if (!update.values().isEmpty()) {
      request.set("ExpressionAttributeValues", AttributeValues.toJson(update.values()));
    }
    var reply = client.call(UPDATE_ITEM, request, bounded(timeout));
    if (reply instanceof AwsReply.Answered answered) {
      return item(answered.body(), "Attributes");
    }
    return reply instanceof AwsReply.Refused refused
            && refused.type().equals("ConditionalCheckFailedException")
        ? refused(refused.body())
        : new TableReply.Unavailable();
  }

  private ObjectNode request(String id) {
    var request = JsonNodeFactory.instance.objectNode().put("TableName", name);
    request.set("Key", AttributeValues.toJson(Map.of("id", new Value.Text(id))));
    return request;
  }

  private static TableReply item(ObjectNode body, String member) {
    return AttributeValues.of(body.get(member))
        .<TableReply>map(TableReply.Item::new)
        .orElseGet(TableReply.Unavailable::new);
  }

  private static TableReply refused(ObjectNode body) {
    return AttributeValues.of(body.get("Item"))
        .<TableReply>map(TableReply.Refused::new)
        .orElseGet(TableReply.Unavailable::new);
  }

  private Duration bounded(Duration timeout) {
    return timeout.compareTo(longestCall) < 0 ? timeout : longestCall;
  }
}
