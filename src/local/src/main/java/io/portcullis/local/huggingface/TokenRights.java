package io.portcullis.local.huggingface;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a token may do.
 *
 * @param namespace the user or organization that the permissions are on
 * @param endpointPatterns names of the endpoints that they are for, with {@code *} for any text;
 *     none for all of them
 */
record TokenRights(
    TokenRole role, String namespace, Set<String> permissions, List<String> endpointPatterns) {
  static final String INFER = "inference.endpoints.infer.write";
  static final String MANAGE = "inference.endpoints.write";
  static final String SERVICE_ACCOUNTS = "org.serviceAccounts.write";

  TokenRights {
    permissions = Set.copyOf(permissions);
    endpointPatterns = List.copyOf(endpointPatterns);
  }

  static TokenRights of(String namespace, String... permissions) {
    return new TokenRights(TokenRole.FINE_GRAINED, namespace, Set.of(permissions), List.of());
  }

  boolean mayInfer(String owner, String endpoint) {
    return permit(INFER, owner) && covers(endpoint);
  }

  boolean mayManage(String owner, String endpoint) {
    return permit(MANAGE, owner) && covers(endpoint);
  }

  /** Whether it may read what an endpoint is: by an exchange, the scope that calls reads too. */
  boolean mayDescribe(String owner, String endpoint) {
    return mayManage(owner, endpoint) || role == TokenRole.OAUTH && mayInfer(owner, endpoint);
  }

  boolean mayAdminister(String organization) {
    return permit(SERVICE_ACCOUNTS, organization);
  }

  private boolean permit(String permission, String owner) {
    return namespace.equals(owner) && (role == TokenRole.WRITE || permissions.contains(permission));
  }

  private boolean covers(String endpoint) {
    return endpointPatterns.isEmpty()
        || endpointPatterns.stream().anyMatch(pattern -> matches(pattern, endpoint));
  }

  private static boolean matches(String pattern, String endpoint) {
    var expression = "\\Q" + pattern.replace("*", "\\E.*\\Q") + "\\E";
    return Pattern.matches(expression, endpoint);
  }
}
