package io.portcullis.local.waf;

/** The condition of a rule. */
@FunctionalInterface
interface Statement {
  boolean matches(WebRequest request);
}
