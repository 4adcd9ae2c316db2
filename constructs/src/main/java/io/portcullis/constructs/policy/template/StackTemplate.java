package io.portcullis.constructs.policy.template;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The template of one stack, or of a stack nested in it. */
public final class StackTemplate {
  private final Templates templates;
  private final StackFile stack;
  private final AssetManifest assets;
  private final Optional<TemplateResource> nestedBy;
  private final Map<String, TemplateResource> resources = new LinkedHashMap<>();
  private final Map<String, StackTemplate> nested = new LinkedHashMap<>();

  StackTemplate(Templates templates, StackFile stack) {
    this(templates, stack, AssetManifest.beside(stack.file()), Optional.empty());
  }

  private StackTemplate(
      Templates templates,
      StackFile stack,
      AssetManifest assets,
      Optional<TemplateResource> nestedBy) {
    this.templates = templates;
    this.stack = stack;
    this.assets = assets;
    this.nestedBy = nestedBy;
    stack
        .json()
        .path("Resources")
        .propertyStream()
        .map(entry -> new TemplateResource(this, entry.getKey(), entry.getValue()))
        .forEach(this::add);
  }

  /** Path of the stack in the construct tree; a nested stack counts to the one around it. */
  public String constructPath() {
    return stack.constructPath();
  }

  public boolean isNested() {
    return nestedBy.isPresent();
  }

  public boolean terminationProtection() {
    return stack.terminationProtection();
  }

  /** What the construct tree says of the stack's constructs, if it was written. */
  public Optional<Path> metadata() {
    return stack.metadata();
  }

  public Path file() {
    return stack.file();
  }

  public JsonNode json() {
    return stack.json();
  }

  /** The whole template. */
  public Value root() {
    return new Value(this, json());
  }

  /** What stands at the top of the template under that name, such as {@code Outputs}. */
  public Value section(String name) {
    return new Value(this, json().path(name));
  }

  public Stream<TemplateResource> resources() {
    return resources.values().stream();
  }

  public Optional<TemplateResource> resource(String logicalId) {
    return Optional.ofNullable(resources.get(logicalId));
  }

  /** The file that is uploaded under that key of the assets' bucket. */
  public Optional<Path> asset(String key) {
    return assets.file(key);
  }

  /** Itself and what is nested in it. */
  Stream<StackTemplate> withNested() {
    return Stream.concat(
        Stream.of(this), nested.values().stream().flatMap(StackTemplate::withNested));
  }

  Templates templates() {
    return templates;
  }

  String stackName() {
    return stack.stackName();
  }

  Value output(String name) {
    return section("Outputs").get(name).get("Value");
  }

  /** What the stack around this one gives for a parameter. */
  Optional<Value> passedParameter(String name) {
    return nestedBy
        .map(resource -> resource.property("Parameters").get(name))
        .filter(Value::exists);
  }

  /** The output of a nested stack, from a name such as {@code Nested.Outputs.Key}. */
  Optional<Value> nestedOutput(String name) {
    var separator = name.indexOf(".Outputs.");
    return separator < 0
        ? Optional.empty()
        : Optional.ofNullable(nested.get(name.substring(0, separator)))
            .map(template -> template.output(name.substring(separator + ".Outputs.".length())))
            .filter(Value::exists);
  }

  private void add(TemplateResource resource) {
    resources.put(resource.logicalId(), resource);
    if (resource.is("AWS::CloudFormation::Stack")) {
      asset(resource.property("TemplateURL").text())
          .ifPresent(file -> nested.put(resource.logicalId(), nested(resource, file)));
    }
  }

  private StackTemplate nested(TemplateResource resource, Path file) {
    var inner =
        new StackFile(
            constructPath(),
            stackName(),
            terminationProtection(),
            stack.metadata(),
            file,
            StackFile.json(file));
    return new StackTemplate(templates, inner, assets, Optional.of(resource));
  }
}
