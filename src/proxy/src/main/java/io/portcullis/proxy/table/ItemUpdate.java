package io.portcullis.proxy.table;

import java.util.Map;
import java.util.Optional;

/**
 * One change of one item, in DynamoDB's expressions.
 *
 * @param id key of the item
 * @param expression what changes, such as {@code ADD #count :one}
 * @param condition what must hold of the item as it is; absent: nothing
 * @param names attributes by the placeholders that the expressions use, such as {@code #count}
 * @param values values by the placeholders that the expressions use, such as {@code :one}
 */
public record ItemUpdate(
    String id,
    String expression,
    Optional<String> condition,
    Map<String, String> names,
    Map<String, Value> values) {

  public ItemUpdate {
    names = Map.copyOf(names);
    values = Map.copyOf(values);
  }
}
