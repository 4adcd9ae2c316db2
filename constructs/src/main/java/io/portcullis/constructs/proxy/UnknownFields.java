package io.portcullis.constructs.proxy;

/** What becomes of a request with a field that the schema of its route does not name. */
public enum UnknownFields {
  /** It is passed on, so that tomorrow's clients can send tomorrow's fields. */
  PASS,
  /** It is refused, so that the endpoint gets nothing that nobody thought of. */
  REFUSE
}
