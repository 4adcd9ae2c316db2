package io.portcullis.proxy.validation;

/** What becomes of a request with a field that its route's schema does not name. */
public enum UnknownFields {
  /** It is passed on; tomorrow's clients send tomorrow's fields. */
  PASS,
  REFUSE
}
