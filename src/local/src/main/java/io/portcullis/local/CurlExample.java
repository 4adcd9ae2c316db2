package io.portcullis.local;

import io.portcullis.local.apigateway.ApiDescription.Customer;
import io.portcullis.local.apigateway.ApiDescription.Route;
import io.portcullis.local.apigateway.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A call for a person to copy. It reads a secret or a token where it is, and does not show it. */
final class CurlExample {
  private static final String BODY =
      "{\"model\":\"tgi\",\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}";

  private CurlExample() {}

  /** Empty if no customer can call. */
  static Optional<String> of(LocalFrontDoor door) {
    var api = door.describe();
    return api.chat()
        .flatMap(
            route ->
                api.customers().stream()
                    .filter(customer -> TourLimits.canProve(customer, route, door))
                    .findFirst()
                    .map(customer -> of(door, route, customer)));
  }

  private static String of(LocalFrontDoor door, Route route, Customer customer) {
    var lines = new ArrayList<String>();
    lines.add("curl %s%s".formatted(door.url(), route.path()));
    if (route.signed()) {
      lines.add("--aws-sigv4 'aws:amz:%s:execute-api'".formatted(door.api().region()));
      lines.add(
          "--user \"$(jq -r '.customers[\"%s\"] | .accessKeyId + \":\" + .secretAccessKey' %s)\""
              .formatted(customer.name(), door.stateFile()));
    }
    if (route.authorized()) {
      lines.add(
          "-H \"Authorization: Bearer $(jq -r '.customers[\"%s\"].token' %s)\""
              .formatted(customer.name(), door.stateFile()));
    }
    lines.add(
        "-H 'x-api-key: %s' -H 'content-type: application/json'".formatted(customer.key().value()));
    var source = new Entrances(door.api(), customer, route).admitted(1).get(0);
    lines.addAll(simulated(source));
    lines.add("-d '%s'".formatted(BODY));
    return String.join(" \\\n  ", lines);
  }

  /** What says where the caller is, unless this machine's own place will do. */
  private static List<String> simulated(Source source) {
    var headers = new ArrayList<String>();
    if (!source.address().isLoopbackAddress()) {
      headers.add(
          "-H '%s: %s'"
              .formatted(FrontDoorService.SOURCE_HEADER, source.address().getHostAddress()));
    }
    source
        .vpcEndpoint()
        .ifPresent(
            id -> headers.add("-H '%s: %s'".formatted(FrontDoorService.ENDPOINT_HEADER, id)));
    return headers;
  }
}
