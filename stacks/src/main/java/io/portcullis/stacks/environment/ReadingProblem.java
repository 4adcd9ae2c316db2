package io.portcullis.stacks.environment;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.InvalidTypeIdException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * What Jackson found wrong with a file, in the words of who wrote the file: key, rule, value.
 *
 * @param tree what the file holds
 * @param cause what Jackson says
 */
record ReadingProblem(JsonNode tree, JsonMappingException cause) {

  @Override
  public String toString() {
    var key = key();
    if (cause instanceof UnrecognizedPropertyException unknown) {
      return "'%s' is not a known key, known are %s"
          .formatted(key, new TreeSet<>(unknown.getKnownPropertyIds()));
    }
    if (cause instanceof InvalidTypeIdException kind) {
      return kind(kind);
    }
    if (cause instanceof ValueInstantiationException && cause.getCause() != null) {
      return Rule.below(key, cause.getCause().getMessage());
    }
    var value = value();
    if (value.isMissingNode()) {
      return "'%s' is missing, there are %s".formatted(key, siblings());
    }
    return "'%s' must be %s, got '%s'"
        .formatted(key, expected(), value.isValueNode() ? value.asText() : value);
  }

  /** A key, such as {@code level}, that tells which other keys there are. */
  private String kind(InvalidTypeIdException problem) {
    var type = problem.getBaseType().getRawClass();
    var property = type.getAnnotation(JsonTypeInfo.class).property();
    var value = value().path(property);
    if (value.isMissingNode()) {
      var present = new TreeSet<String>();
      value().fieldNames().forEachRemaining(present::add);
      return "'%s.%s' is missing, there are %s".formatted(key(), property, present);
    }
    var known = new TreeSet<String>();
    for (var subtype : type.getAnnotation(JsonSubTypes.class).value()) {
      known.add(subtype.name());
    }
    return "'%s.%s' must be one of %s, got '%s'".formatted(key(), property, known, value.asText());
  }

  /** Such as {@code customers.acme.sourceCidrs[0]}. */
  private String key() {
    var key = new StringBuilder();
    for (var reference : cause.getPath()) {
      if (reference.getFieldName() == null) {
        key.append('[').append(reference.getIndex()).append(']');
      } else {
        key.append(key.isEmpty() ? "" : ".").append(reference.getFieldName());
      }
    }
    return key.toString();
  }

  private JsonNode value() {
    return at(cause.getPath());
  }

  private TreeSet<String> siblings() {
    var names = new TreeSet<String>();
    var path = cause.getPath();
    at(path.subList(0, Math.max(0, path.size() - 1))).fieldNames().forEachRemaining(names::add);
    return names;
  }

  private JsonNode at(List<JsonMappingException.Reference> path) {
    var node = tree;
    for (var reference : path) {
      node =
          reference.getFieldName() == null
              ? node.path(reference.getIndex())
              : node.path(reference.getFieldName());
    }
    return node;
  }

  private String expected() {
    if (!(cause instanceof MismatchedInputException mismatch) || mismatch.getTargetType() == null) {
      return "a whole number below 2147483648";
    }
    var type = mismatch.getTargetType();
    if (value().isNull()) {
      return "given";
    }
    if (type.isEnum()) {
      return "one of " + Arrays.toString(type.getEnumConstants());
    }
    if (type == String.class) {
      return "text, put it in quotes";
    }
    if (type == int.class) {
      return "a whole number";
    }
    if (type == boolean.class) {
      return "true or false";
    }
    if (type == double.class) {
      return "a number";
    }
    if (type == Duration.class) {
      return "a duration such as PT30S or P14D";
    }
    return Collection.class.isAssignableFrom(type)
        ? "a list"
        : Map.class.isAssignableFrom(type) || type.isRecord() ? "keys and values" : "another type";
  }
}
