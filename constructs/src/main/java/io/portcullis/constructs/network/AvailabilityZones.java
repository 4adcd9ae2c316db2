package io.portcullis.constructs.network;

import java.util.HashSet;
import java.util.List;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.Token;
import software.constructs.Construct;

/** Checks of zone names, before a deployment fails half-way. */
final class AvailabilityZones {
  private AvailabilityZones() {}

  /** Refuses a zone that is named twice. */
  static void requireDistinct(String property, List<String> zones) {
    var seen = new HashSet<String>();
    for (var zone : zones) {
      if (!seen.add(zone)) {
        throw new IllegalArgumentException(
            "'%s' must name each zone once, got '%s' twice".formatted(property, zone));
      }
    }
  }

  /** Refuses a zone of another Region than the stack's, and a zone's id, if both are known. */
  static void requireRegion(String property, List<String> zones, Construct scope) {
    var region = Stack.of(scope).getRegion();
    for (var zone : zones) {
      if (!isOf(region, zone) && !Token.isUnresolved(region) && !Token.isUnresolved(zone)) {
        throw new IllegalArgumentException(
            "'%s' must be zones of the stack's Region, such as '%sa', got '%s'"
                .formatted(property, region, zone));
      }
    }
  }

  private static boolean isOf(String region, String zone) {
    return zone.startsWith(region) && zone.substring(region.length()).matches("[a-z]");
  }
}
