package io.portcullis.stacks.doctor;

import io.portcullis.stacks.aws.AwsCli;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * That the Inference Endpoint is in the environment's Region, as far as its names tell.
 *
 * @param region of the environment
 * @param url of the endpoint
 * @param privateLinkService VPC service name, if the endpoint has one
 */
record EndpointRegionCheck(String region, String url, Optional<String> privateLinkService)
    implements Check {
  private static final Pattern HOST = Pattern.compile("\\.([a-z]{2}(?:-[a-z]+)+-\\d)\\.aws\\.");
  private static final Pattern SERVICE = Pattern.compile("^com\\.amazonaws\\.vpce\\.([^.]+)\\.");

  @Override
  public String subject() {
    return "endpoint";
  }

  /** Without AWS: the names are in the template. */
  @Override
  public Verdict examine(AwsCli aws) {
    return examine();
  }

  Verdict examine() {
    var regions = regions();
    for (var other : regions) {
      if (!other.equals(region)) {
        return Verdict.wrong(
            "it is in %s, the environment in %s".formatted(other, region),
            privateLinkService.isPresent()
                ? "PrivateLink does not leave a Region: use an endpoint, or an environment, of the"
                    + " same"
                : "use an endpoint, or an environment, of the same Region");
      }
    }
    return regions.isEmpty()
        ? Verdict.notKnown("%s names no Region".formatted(url), "see that it is in " + region)
        : Verdict.ok("in %s", region);
  }

  private List<String> regions() {
    return Stream.of(
            HOST.matcher(url).results(),
            privateLinkService.stream().flatMap(name -> SERVICE.matcher(name).results()))
        .flatMap(results -> results)
        .map(result -> result.group(1))
        .toList();
  }
}
