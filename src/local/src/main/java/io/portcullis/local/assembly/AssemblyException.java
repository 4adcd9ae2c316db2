package io.portcullis.local.assembly;

/** A cloud assembly that cannot be read or served; the message is one line for a person. */
public final class AssemblyException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public AssemblyException(String message) {
    super(message);
  }

  public AssemblyException(String message, Throwable cause) {
    super(message, cause);
  }
}
