package io.portcullis.local.huggingface;

import io.portcullis.local.http.Call;
import java.util.Optional;

/**
 * What the stand-in remembers of a call of a model.
 *
 * @param route method and path
 * @param scaleUpTimeout the header {@code X-Scale-Up-Timeout}, if it came
 */
public record ModelCall(String route, Optional<String> scaleUpTimeout) {
  static final String SCALE_UP_TIMEOUT = "X-Scale-Up-Timeout";

  static ModelCall of(String route, Call call) {
    return new ModelCall(route, call.headers().first(SCALE_UP_TIMEOUT));
  }
}
