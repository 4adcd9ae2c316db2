package io.portcullis.huggingface;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * What the Hub says of a token that it accepts.
 *
 * @param role {@code fineGrained}, {@code read}, {@code write} or {@code god}; {@link
 *     #UNRECOGNIZED} of a token that is no access token
 * @param scopedPermissions permissions on single users, organizations or repositories
 * @param globalPermissions permissions that are bound to no entity
 * @param readsGatedRepositories whether it also reads every gated repository of its owner
 * @param expiresAt absent of a token without an end
 */
public record WhoAmI(
    String role,
    Set<ScopedPermission> scopedPermissions,
    Set<String> globalPermissions,
    boolean readsGatedRepositories,
    Optional<Instant> expiresAt) {

  /** What the Hub's text becomes where it is no plain name; nothing else of it is passed on. */
  public static final String UNRECOGNIZED = "unrecognized";

  public WhoAmI {
    scopedPermissions = Set.copyOf(scopedPermissions);
    globalPermissions = Set.copyOf(globalPermissions);
  }

  /**
   * A permission on one entity.
   *
   * @param entity name of the user, the organization or the repository
   */
  public record ScopedPermission(String entity, String permission) {}
}
