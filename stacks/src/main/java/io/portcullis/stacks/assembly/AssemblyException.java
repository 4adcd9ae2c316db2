package io.portcullis.stacks.assembly;

/** A cloud assembly that cannot be read. */
public final class AssemblyException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  AssemblyException(String message) {
    super(message);
  }
}
