package io.portcullis.constructs.policy.state;

/**
 * A change of a template that takes state away.
 *
 * @param logicalId the resource
 * @param location what of it changes, such as {@code Properties.KeySchema}
 * @param description what becomes of it
 */
public record StateChange(String logicalId, String location, String description) {
  @Override
  public String toString() {
    return "'%s' %s".formatted(logicalId, description);
  }
}
