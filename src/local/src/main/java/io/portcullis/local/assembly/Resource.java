package io.portcullis.local.assembly;

import com.fasterxml.jackson.databind.JsonNode;

/** One resource of a template. It exists once per environment, so that it knows what was read. */
public final class Resource {
  private final Stack stack;
  private final String logicalId;
  private final String type;
  private final Properties properties;

  Resource(Stack stack, String logicalId, JsonNode definition, Resolver resolver) {
    this.stack = stack;
    this.logicalId = logicalId;
    this.type = definition.path("Type").asText();
    this.properties = new Properties(this, definition.path("Properties"), resolver);
  }

  public Stack stack() {
    return stack;
  }

  public String logicalId() {
    return logicalId;
  }

  /** CloudFormation type, for instance {@code AWS::Lambda::Function}. */
  public String type() {
    return type;
  }

  public Properties properties() {
    return properties;
  }

  /** What {@code Ref} returns for it. */
  public String ref() {
    return PhysicalIds.ref(this);
  }

  /** What {@code Fn::GetAtt} returns for it. */
  public String attribute(String name) {
    return PhysicalIds.attribute(this, name);
  }

  @Override
  public String toString() {
    return "%s '%s'".formatted(type, logicalId);
  }
}
