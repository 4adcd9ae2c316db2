package io.portcullis.local.huggingface;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** An account that an organization owns, and every token that it ever had. */
final class ServiceAccount {
  private final String organization;
  private final String id;
  private final List<Token> tokens = new CopyOnWriteArrayList<>();

  ServiceAccount(String organization, String id) {
    this.organization = organization;
    this.id = id;
  }

  String organization() {
    return organization;
  }

  String id() {
    return id;
  }

  void add(Token token) {
    tokens.add(token);
  }

  List<Token> tokens() {
    return tokens;
  }

  boolean is(String otherOrganization, String otherId) {
    return organization.equals(otherOrganization) && id.equals(otherId);
  }

  /** The living token of an id. */
  Optional<Token> token(String tokenId, Tokens all) {
    return all.living(tokens).stream().filter(token -> token.id().equals(tokenId)).findFirst();
  }
}
