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
}
