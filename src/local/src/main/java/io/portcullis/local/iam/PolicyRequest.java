package io.portcullis.local.iam;

import java.util.Map;
import java.util.Optional;

/**
 * A request as policies see it.
 *
 * @param principal who signed it, empty for an anonymous one
 * @param resource its ARN
 * @param keys condition keys that the request has, lower case, as {@code aws:sourceip}
 */
public record PolicyRequest(
    Optional<Principal> principal, String action, String resource, Map<String, String> keys) {

  /** Account that owns the resource. */
  String owner() {
    return resource.split(":", -1)[4];
  }
}
