package io.portcullis.local.http;

import java.io.IOException;

/** Serves calls; may block, each call has a thread of its own. */
@FunctionalInterface
public interface Service {
  void serve(Call call, Reply reply) throws IOException, InterruptedException;
}
