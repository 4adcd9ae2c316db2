package io.portcullis.test.benchmark.coldstart;

import io.portcullis.runtime.HttpPrelude;
import io.portcullis.runtime.Invocation;
import io.portcullis.runtime.StreamHandler;
import io.portcullis.runtime.StreamResponse;
import java.io.IOException;
import java.util.Map;

/** Nothing, under the proxy's runtime. */
public final class EmptyStream implements StreamHandler {
  @Override
  public void handle(Invocation invocation, StreamResponse response) throws IOException {
    response.begin(HttpPrelude.of(200, Map.of()));
  }
}
