package io.portcullis.local.waf;

import java.util.List;

/** Matches what any of its statements matches. */
record OrStatement(List<Statement> parts) implements Statement {
  @Override
  public boolean matches(WebRequest request) {
    return parts.stream().anyMatch(part -> part.matches(request));
  }
}
