package io.portcullis.local;

import io.portcullis.local.apigateway.GatewayResponseType;
import io.portcullis.local.apigateway.Source;
import io.portcullis.local.huggingface.Behaviour;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * The tour of {@code --check}: one allowed call, one refusal per layer. Routes, keys, addresses and
 * limits come from the template, and what API Gateway says of an unknown caller; the other statuses
 * and codes are the product's promise.
 */
final class Tour {
  private final LocalFrontDoor door;
  private final TourCaller caller;
  private final TourLimits limits;

  Tour(LocalFrontDoor door, Supplier<RequestRecord> last) {
    this.door = door;
    this.limits = TourLimits.of(door);
    this.caller = new TourCaller(door, limits, last);
  }

  /** One row of the table. */
  @FunctionalInterface
  interface Step {
    TourRow take() throws IOException, InterruptedException;
  }

  /** The steps in their order: what a step uses up is not needed by a later one. */
  List<Step> steps() {
    var steps = new ArrayList<Step>();
    steps.add(this::allowed);
    limits.foreign().ifPresent(source -> steps.add(() -> foreign(source)));
    limits.denied().ifPresent(source -> steps.add(() -> denied(source)));
    steps.add(this::keyMissing);
    steps.addAll(new IdentitySteps(door, caller, limits).steps());
    steps.add(this::keyInvalid);
    steps.add(this::bodyInvalid);
    steps.add(this::contentType);
    steps.add(this::unknownRoute);
    steps.add(this::tokenRejected);
    steps.add(this::tokenRecovered);
    steps.add(this::upstreamUnavailable);
    if (limits.burst() > 0) {
      steps.add(this::throttled);
    }
    if (limits.firewallRate().isPresent()) {
      steps.add(this::firewallRate);
    }
    return steps;
  }

  private TourRow allowed() throws IOException, InterruptedException {
    return row(
        "allowed",
        "a chat completion with the key of %s".formatted(limits.customer()),
        "200 - upstream (function)",
        caller.send(caller.request()));
  }

  private TourRow foreign(Source source) throws IOException, InterruptedException {
    return row(
        "firewall: network",
        "the same from " + place(source),
        "403 firewall_network firewall (web ACL)",
        caller.send(caller.request().from(source)));
  }

  private TourRow denied(Source source) throws IOException, InterruptedException {
    var endpoint = limits.source(0).vpcEndpoint().isPresent() ? ", through no VPC endpoint" : "";
    return row(
        "network: policy",
        "the same from " + place(source) + endpoint,
        caller.promised(GatewayResponseType.ACCESS_DENIED),
        caller.send(caller.request().from(source)));
  }

  private static String place(Source source) {
    return source.address().getHostAddress();
  }

  private TourRow keyMissing() throws IOException, InterruptedException {
    return row(
        "firewall: key missing",
        "no x-api-key",
        "403 firewall_key_missing firewall (web ACL)",
        caller.send(caller.request().withoutKey()));
  }

  private TourRow keyInvalid() throws IOException, InterruptedException {
    return row(
        "plan: key",
        "a key that no plan knows",
        "403 plan_key_invalid plan (API Gateway)",
        caller.send(caller.request().withKey(TourCaller.WRONG_KEY)));
  }

  private TourRow bodyInvalid() throws IOException, InterruptedException {
    return row(
        "validation: schema",
        "a body without messages",
        "400 request_body_invalid validation (API Gateway)",
        caller.send(caller.request().withBody("{}")));
  }

  private TourRow contentType() throws IOException, InterruptedException {
    return row(
        "firewall: content type",
        "content type text/plain",
        "415 firewall_content_type firewall (web ACL)",
        caller.send(caller.request().withContentType("text/plain")));
  }

  private TourRow unknownRoute() throws IOException, InterruptedException {
    return row(
        "validation: route",
        "GET /no-such-route",
        caller.promised(GatewayResponseType.MISSING_AUTHENTICATION_TOKEN),
        caller.send(caller.request().withRoute("GET", "/no-such-route")));
  }

  private TourRow tokenRejected() throws IOException, InterruptedException {
    door.standIn().tokens().revokeAll();
    return row(
        "token",
        "a call while Hugging Face rejects the token",
        "502 token_rejected token (function)",
        caller.send(caller.request()));
  }

  private TourRow tokenRecovered() throws IOException, InterruptedException {
    door.standIn().tokens().reinstate();
    return row(
        "token: recovered",
        "the same when it is accepted again",
        "200 - upstream (function)",
        caller.send(caller.request()));
  }

  private TourRow upstreamUnavailable() throws IOException, InterruptedException {
    return row(
        "upstream",
        "model " + Behaviour.UNAVAILABLE.model(),
        "503 upstream_unavailable upstream (function)",
        caller.send(caller.request().withModel(Behaviour.UNAVAILABLE.model())));
  }

  /** Bodies that validation refuses: they use the plan up without a call of the function. */
  private TourRow throttled() throws IOException, InterruptedException {
    return row(
        "plan: throttle",
        "calls until the burst of %d is used up".formatted(limits.burst()),
        "429 plan_throttled plan (API Gateway)",
        caller.until(429, caller.request().withBody("{}"), limits.callsToThrottle()));
  }

  /** Calls without a key: they count for their address, for no key and no plan. */
  private TourRow firewallRate() throws IOException, InterruptedException {
    var rate = limits.firewallRate().orElseThrow();
    return row(
        "firewall: rate",
        "calls beyond %d in %d s from %s"
            .formatted(rate.limit(), rate.window().toSeconds(), place(limits.floodSource())),
        "429 firewall_rate firewall (web ACL)",
        caller.until(
            429, caller.request().withoutKey().from(limits.floodSource()), rate.limit() + 1));
  }

  private static TourRow row(String name, String sent, String expected, String actual) {
    return new TourRow(name, sent, expected, actual);
  }
}
