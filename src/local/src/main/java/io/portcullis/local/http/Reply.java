package io.portcullis.local.http;

import java.io.IOException;
import java.io.OutputStream;

/** Where a service answers: once, whole, as a stream, or below HTTP. */
public interface Reply {
  void send(Answer answer) throws IOException;

  /** Sends the head; what is written to the stream goes out as it is flushed. */
  OutputStream stream(int status, Headers headers) throws IOException;

  /** Gives up HTTP. */
  Wire wire();
}
