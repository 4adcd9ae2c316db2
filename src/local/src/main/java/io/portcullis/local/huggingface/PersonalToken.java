package io.portcullis.local.huggingface;

import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** Tokens that people make, good and bad ones. */
public enum PersonalToken {
  /** May call the endpoints of the hosted one's namespace and do nothing else. */
  NARROW(namespace -> TokenRights.of(namespace, TokenRights.INFER)),
  /** May manage the endpoints too, and write to repositories. */
  OVER_WIDE(
      namespace -> TokenRights.of(namespace, TokenRights.INFER, TokenRights.MANAGE, "repo.write")),
  /** May do whatever its owner may. */
  OF_ROLE_WRITE(namespace -> new TokenRights(TokenRole.WRITE, namespace, Set.of(), List.of())),
  /** May call the endpoints of somebody else. */
  OF_ANOTHER_NAMESPACE(namespace -> TokenRights.of(namespace + "-other", TokenRights.INFER)),
  /** May read a repository. */
  WITHOUT_INFERENCE(namespace -> TokenRights.of(namespace, "repo.content.read")),
  /** {@link #NARROW}, but an administrator has to approve it first. */
  PENDING(namespace -> TokenRights.of(namespace, TokenRights.INFER));

  private final Function<String, TokenRights> rights;

  PersonalToken(Function<String, TokenRights> rights) {
    this.rights = rights;
  }

  TokenRights rights(String namespace) {
    return rights.apply(namespace);
  }
}
