package io.portcullis.constructs.policy.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * A value somewhere in a template, perhaps missing, perhaps made of intrinsic functions.
 *
 * @param template where it stands
 * @param json what stands there
 */
public record Value(StackTemplate template, JsonNode json) {

  static Value missing(StackTemplate template) {
    return new Value(template, MissingNode.getInstance());
  }

  public boolean exists() {
    return !json.isMissingNode() && !json.isNull();
  }

  public Value get(String name) {
    return new Value(template, json.path(name));
  }

  /** The elements of an array; a value that stands alone is an array of one, as in a policy. */
  public List<Value> list() {
    if (!exists()) {
      return List.of();
    }
    return json.isArray() ? json.valueStream().map(this::with).toList() : List.of(this);
  }

  /** The names and values of an object. */
  public Stream<Member> members() {
    return json.propertyStream()
        .map(property -> new Member(property.getKey(), with(property.getValue())));
  }

  /**
   * A name in an object, and its value.
   *
   * @param name the name
   * @param value what it names
   */
  public record Member(String name, Value value) {}

  /** The text, number or boolean, if it is known before deployment. */
  public Optional<String> literal() {
    return json.isValueNode() && !json.isNull() ? Optional.of(json.asText()) : Optional.empty();
  }

  public boolean is(String literal) {
    return literal().filter(literal::equals).isPresent();
  }

  /** Whether it is {@code true}, as a boolean or as text. */
  public boolean isTrue() {
    return is("true");
  }

  public boolean isFalse() {
    return is("false");
  }

  public OptionalLong number() {
    try {
      return literal()
          .map(text -> OptionalLong.of(Long.parseLong(text)))
          .orElse(OptionalLong.empty());
    } catch (NumberFormatException e) {
      return OptionalLong.empty();
    }
  }

  /** Whether it is a call of one of CloudFormation's functions. */
  public boolean isIntrinsic() {
    return json.isObject()
        && json.size() == 1
        && json.propertyStream()
            .map(Map.Entry::getKey)
            .allMatch(name -> name.equals("Ref") || name.startsWith("Fn::"));
  }

  /** The text with what is known only at deployment as {@code ${LogicalId.Attribute}}. */
  public String text() {
    return IntrinsicText.of(this);
  }

  /** The resources that it refers to, wherever in it and in whichever stack they are. */
  public List<TemplateResource> resources() {
    return References.of(this).distinct().toList();
  }

  public Stream<TemplateResource> resources(String... types) {
    return resources().stream().filter(resource -> resource.is(types));
  }

  public boolean refersTo(TemplateResource resource) {
    return resources().contains(resource);
  }

  Value with(JsonNode part) {
    return new Value(template, part);
  }
}
