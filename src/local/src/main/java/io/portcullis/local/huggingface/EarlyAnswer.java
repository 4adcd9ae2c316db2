package io.portcullis.local.huggingface;

import io.portcullis.local.http.Wire;
import java.io.IOException;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Answers calls before their body was read, while it is told to; a service comes behind it. */
final class EarlyAnswer extends Handler.Abstract {
  private final BooleanSupplier on;
  private final ModelCalls calls;

  EarlyAnswer(BooleanSupplier on, ModelCalls calls) {
    this.on = on;
    this.calls = calls;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    var route = request.getMethod() + " " + request.getHttpURI().getPath();
    if (!on.getAsBoolean() || !InferenceEndpoint.serves(route)) {
      return false;
    }
    var timeout = Optional.ofNullable(request.getHeaders().get(ModelCall.SCALE_UP_TIMEOUT));
    calls.add(new ModelCall(route, timeout));
    var wire = Wire.of(request);
    WireFaults.early(StatusAnswers.of(Behaviour.EARLY).orElseThrow(), wire);
    wire.close();
    callback.failed(new IOException("answered below HTTP"));
    return true;
  }
}
