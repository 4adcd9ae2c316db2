package io.portcullis.local.waf;

import java.util.List;

/** Matches what all of its statements match. */
record AndStatement(List<Statement> parts) implements Statement {
  @Override
  public boolean matches(WebRequest request) {
    return parts.stream().allMatch(part -> part.matches(request));
  }
}
