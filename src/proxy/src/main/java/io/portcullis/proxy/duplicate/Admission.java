package io.portcullis.proxy.duplicate;

import io.portcullis.proxy.deadline.Deadline;
import io.portcullis.proxy.deadline.WholeSeconds;
import java.time.Duration;

/** Whether a request may reach the endpoint. */
public sealed interface Admission {

  /**
   * It may.
   *
   * @param request to be told if the endpoint is starting
   */
  record Admitted(AdmittedRequest request) implements Admission {}

  /**
   * It came too often or too soon.
   *
   * @param retryAfter whole seconds
   */
  record Refused(Duration retryAfter) implements Admission {
    public Refused {
      retryAfter = WholeSeconds.of(retryAfter);
    }
  }

  /** A request that passed. */
  interface AdmittedRequest {
    /** It was refused as warming: until then an identical one need not ask again. */
    void warming(Duration retryAfter, Deadline deadline);
  }
}
