package io.portcullis.huggingface;

/**
 * Which Inference Endpoint is meant, as in {@code
 * endpoints.huggingface.co/<namespace>/endpoints/<name>}.
 *
 * @param namespace the user or organization that owns it
 * @param name its own name
 */
public record EndpointName(String namespace, String name) {
  public EndpointName {
    PathSegment.check("namespace", namespace);
    PathSegment.check("name", name);
  }

  @Override
  public String toString() {
    return namespace + "/" + name;
  }
}
