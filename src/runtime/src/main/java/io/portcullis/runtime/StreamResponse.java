package io.portcullis.runtime;

import java.io.IOException;
import java.io.OutputStream;

/** Where a function answers an event. */
public interface StreamResponse {
  /**
   * Begins the response; only once.
   *
   * @return the body; what was written goes out when it is flushed, in one chunk
   */
  OutputStream begin(HttpPrelude prelude) throws IOException;

  /**
   * Ends the response before the handler returns, once it has begun. What the handler still does
   * keeps no caller waiting, and is billed: Lambda freezes the function when it asks for the next
   * event ("Lambda execution environment lifecycle", invoke phase).
   */
  void end() throws IOException;
}
