package io.portcullis.local.waf;

/** Matches what another statement does not match. */
record NotStatement(Statement inner) implements Statement {
  @Override
  public boolean matches(WebRequest request) {
    return !inner.matches(request);
  }
}
