package io.portcullis.rotation.check;

import io.portcullis.huggingface.WhoAmI;
import io.portcullis.huggingface.WhoAmI.ScopedPermission;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * To call Inference Endpoints, and nothing else.
 *
 * @param namespace whose endpoints, if it is known
 */
public record EndpointRights(Optional<String> namespace) implements Rights {
  private static final String CALL_ENDPOINTS = "inference.endpoints.infer.write";

  @Override
  public Optional<String> missedBy(WhoAmI token) {
    if (!token.role().equals("fineGrained")) {
      return Optional.of(
          "must hold a token of the role 'fineGrained', got '%s'".formatted(token.role()));
    }
    if (!token.globalPermissions().isEmpty()) {
      return wider("no global permission", token.globalPermissions());
    }
    if (token.readsGatedRepositories()) {
      return wider("no access to gated repositories", Set.of("canReadGatedRepos"));
    }
    return missedByPermissions(token.scopedPermissions());
  }

  private Optional<String> missedByPermissions(Set<ScopedPermission> scoped) {
    var permissions = new TreeSet<String>();
    scoped.forEach(permission -> permissions.add(permission.permission()));
    if (!permissions.remove(CALL_ENDPOINTS)) {
      return Optional.of(
          "must hold a token with the permission '%s' on the endpoint's owner, it has none"
              .formatted(CALL_ENDPOINTS));
    }
    if (!permissions.isEmpty()) {
      return wider("no permission but '%s'".formatted(CALL_ENDPOINTS), permissions);
    }
    var entities = new TreeSet<String>();
    scoped.forEach(permission -> entities.add(permission.entity()));
    return namespace.filter(owner -> !entities.equals(Set.of(owner))).isPresent()
        ? wider("a permission on '%s' alone".formatted(namespace.get()), entities)
        : Optional.empty();
  }

  private static Optional<String> wider(String rule, Set<String> rights) {
    return Optional.of(
        "must hold a token with %s, got '%s'"
            .formatted(rule, String.join("', '", new TreeSet<>(rights))));
  }
}
