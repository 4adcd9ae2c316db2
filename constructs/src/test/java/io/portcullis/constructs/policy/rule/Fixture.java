package io.portcullis.constructs.policy.rule;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.portcullis.constructs.policy.template.StackFile;
import io.portcullis.constructs.policy.template.Templates;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A template for a rule to judge, changed place by place. */
final class Fixture {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final ObjectNode template;
  private boolean terminationProtection;

  private Fixture(JsonNode template) {
    this.template = (ObjectNode) template;
  }

  /** A gateway that no rule finds anything in. */
  static Fixture gateway() {
    try {
      return new Fixture(
          JSON.readTree(Files.readString(Path.of("src/test/resources/policy/gateway.json"))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A template with one resource. */
  static Fixture resource(String logicalId, String json) {
    return new Fixture(json("{ \"Resources\": {} }")).resourceToo(logicalId, json);
  }

  Fixture resourceToo(String logicalId, String json) {
    return set("/Resources/" + logicalId, json);
  }

  /** Puts JSON at a place, such as {@code /Resources/Api/Properties/Name}. */
  Fixture set(String place, String json) {
    var pointer = JsonPointer.compile(place);
    var parent = template.at(pointer.head());
    var value = json(json);
    if (parent instanceof ArrayNode array && pointer.last().getMatchingIndex() == array.size()) {
      array.add(value);
    } else if (parent instanceof ArrayNode array) {
      array.set(pointer.last().getMatchingIndex(), value);
    } else {
      ((ObjectNode) parent).set(pointer.last().getMatchingProperty(), value);
    }
    return this;
  }

  /** Puts JSON at a place of the resource's properties. */
  Fixture property(String logicalId, String place, String json) {
    return set("/Resources/%s/Properties/%s".formatted(logicalId, place), json);
  }

  Fixture without(String place) {
    var pointer = JsonPointer.compile(place);
    var parent = template.at(pointer.head());
    if (parent instanceof ArrayNode array) {
      array.remove(pointer.last().getMatchingIndex());
    } else {
      ((ObjectNode) parent).remove(pointer.last().getMatchingProperty());
    }
    return this;
  }

  Fixture withoutResource(String logicalId) {
    return without("/Resources/" + logicalId);
  }

  Fixture withoutProperty(String logicalId, String place) {
    return without("/Resources/%s/Properties/%s".formatted(logicalId, place));
  }

  Fixture withTerminationProtection() {
    terminationProtection = true;
    return this;
  }

  Templates templates() {
    return Templates.of(
        List.of(
            new StackFile(
                "Test",
                "Test",
                terminationProtection,
                Optional.empty(),
                Path.of("/cdk.out/Test.template.json"),
                template)));
  }

  /** What a rule finds, as {@code LogicalId: description}. */
  List<String> findings(Rule rule) {
    return rule.findings(templates())
        .map(finding -> finding.logicalId().orElse("Test") + ": " + finding.description())
        .toList();
  }

  private static JsonNode json(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
