package io.portcullis.rotation;

import io.portcullis.http.ServiceUrl;
import java.util.Map;

/**
 * What the function's environment variables say.
 *
 * @param hub {@code HUB_URL}, the address of the Hugging Face Hub
 */
public record RotationSettings(ServiceUrl hub) {

  /** Reads every variable that the function knows; a missing or malformed one is an error. */
  public static RotationSettings of(Map<String, String> environment) {
    var hub = environment.get("HUB_URL");
    if (hub == null) {
      throw new IllegalArgumentException("'HUB_URL' is required");
    }
    return new RotationSettings(ServiceUrl.of("HUB_URL", hub));
  }
}
