package io.portcullis.huggingface;

/** An organization's OAuth application, whose secret is never printed. */
public record OAuthClient(String id, String secret) {
  @Override
  public String toString() {
    return "OAuthClient[%s]".formatted(id);
  }
}
