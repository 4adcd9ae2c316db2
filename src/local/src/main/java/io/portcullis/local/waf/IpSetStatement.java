package io.portcullis.local.waf;

/** Matches requests from the addresses of an IP set. */
record IpSetStatement(IpSet set) implements Statement {
  @Override
  public boolean matches(WebRequest request) {
    return set.contains(request.source());
  }
}
