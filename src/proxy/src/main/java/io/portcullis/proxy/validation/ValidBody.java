package io.portcullis.proxy.validation;

/**
 * A body that may be passed on.
 *
 * @param bytes of no length where the route takes none
 * @param outputTokens that the model may generate for it
 */
record ValidBody(byte[] bytes, long outputTokens) {
  static final ValidBody NONE = new ValidBody(new byte[0], 0);

  /** Without what the client sent. */
  @Override
  public String toString() {
    return "ValidBody[%d]".formatted(bytes.length);
  }
}
