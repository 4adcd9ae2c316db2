package io.portcullis.proxy.table;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The adapter against DynamoDB Local. */
@Timeout(60)
class DynamoDbTableTest {
  private static final Duration AMPLE = Duration.ofSeconds(20);

  private static final LocalTable LOCAL = LocalTable.create();

  private final Table table = new DynamoDbTable(LOCAL.client(), LOCAL.name(), AMPLE);

  @Test
  void isEmpty_whereThereIsNoItem() {
    assertThat(table.get("customer#none", AMPLE)).isEqualTo(new TableReply.Item(Map.of()));
  }

  @Test
  void makesAnItem_andAddsToIt() {
    assertThat(table.update(count("customer#acme"), AMPLE)).isEqualTo(item("customer#acme", 1));
    assertThat(table.update(count("customer#acme"), AMPLE)).isEqualTo(item("customer#acme", 2));

    assertThat(table.get("customer#acme", AMPLE)).isEqualTo(item("customer#acme", 2));
  }

  @Test
  void keepsTextsNumbersAndBytes() {
    var values =
        Map.<String, Value>of(
            ":text", new Value.Text("\"é 😀"),
            ":number", new Value.Number(Long.MIN_VALUE),
            ":bytes", new Value.Bytes("\0ÿ".getBytes(UTF_8)));

    table.update(
        new ItemUpdate(
            "spend", "SET a = :text, b = :number, c = :bytes", Optional.empty(), Map.of(), values),
        AMPLE);

    assertThat(table.get("spend", AMPLE))
        .isEqualTo(
            new TableReply.Item(
                Map.of(
                    "id", new Value.Text("spend"),
                    "a", values.get(":text"),
                    "b", values.get(":number"),
                    "c", values.get(":bytes"))));
  }

  @Test
  void refusesWithTheItemAsItIs_whereTheConditionDoesNotHold() {
    table.update(count("breaker"), AMPLE);

    assertThat(table.update(below("breaker", 1), AMPLE))
        .isEqualTo(new TableReply.Refused(item("breaker", 1).attributes()));
    assertThat(table.get("breaker", AMPLE)).isEqualTo(item("breaker", 1));
  }

  @Test
  void refusesWithNothing_whereThereIsNoItem() {
    var update =
        new ItemUpdate(
            "duplicate#none",
            "SET a = :a",
            Optional.of("attribute_exists(id)"),
            Map.of(),
            Map.of(":a", new Value.Number(1)));

    assertThat(table.update(update, AMPLE)).isEqualTo(new TableReply.Refused(Map.of()));
  }

  @Test
  void changesAnItem_whereTheConditionHolds() {
    table.update(count("idempotency#a"), AMPLE);

    assertThat(table.update(below("idempotency#a", 2), AMPLE)).isEqualTo(item("idempotency#a", 2));
  }

  @Test
  void updatesWithoutValuesAndNames() {
    table.update(count("customer#reset"), AMPLE);

    var reset =
        new ItemUpdate("customer#reset", "REMOVE requests", Optional.empty(), Map.of(), Map.of());
    assertThat(table.update(reset, AMPLE))
        .isEqualTo(new TableReply.Item(Map.of("id", new Value.Text("customer#reset"))));
  }

  @Test
  void isUnavailable_whereTheServiceRefusesTheRequest() {
    var malformed = new ItemUpdate("a", "ADD", Optional.empty(), Map.of(), Map.of());

    assertThat(table.update(malformed, AMPLE)).isEqualTo(new TableReply.Unavailable());
    assertThat(table.get("", AMPLE)).isEqualTo(new TableReply.Unavailable());
    assertThat(new DynamoDbTable(LOCAL.client(), "none", AMPLE).get("a", AMPLE))
        .isEqualTo(new TableReply.Unavailable());
  }

  @Test
  void isUnavailable_whereAnAttributeIsNoneOfItsOwn() {
    LOCAL.call(
        "PutItem",
        """
        {"TableName": "%s", "Item": {"id": {"S": "foreign"}, "requests": {"N": "0.5"}}}
        """
            .formatted(LOCAL.name()));

    assertThat(table.get("foreign", AMPLE)).isEqualTo(new TableReply.Unavailable());
  }

  @Test
  void asksNobody_withoutTime() {
    assertThat(table.update(count("late"), Duration.ZERO)).isEqualTo(new TableReply.Unavailable());
    assertThat(table.get("late", AMPLE)).isEqualTo(new TableReply.Item(Map.of()));
  }

  private static ItemUpdate count(String id) {
    return new ItemUpdate(
        id,
        "ADD #requests :one",
        Optional.empty(),
        Map.of("#requests", "requests"),
        Map.of(":one", new Value.Number(1)));
  }

  private static ItemUpdate below(String id, long limit) {
    return new ItemUpdate(
        id,
        "ADD #requests :one",
        Optional.of("#requests < :limit"),
        Map.of("#requests", "requests"),
        Map.of(":one", new Value.Number(1), ":limit", new Value.Number(limit)));
  }

  private static TableReply.Item item(String id, long requests) {
    return new TableReply.Item(
        Map.of("id", new Value.Text(id), "requests", new Value.Number(requests)));
  }
}
