package io.portcullis.huggingface;

/**
 * An account that an organization owns, whose tokens its administrators make.
 *
 * @param organization its name
 * @param id of the account within it
 */
public record ServiceAccount(String organization, String id) {
  public ServiceAccount {
    PathSegment.check("organization", organization);
    PathSegment.check("id", id);
  }
}
