package io.portcullis.local;

import io.portcullis.local.huggingface.Behaviour;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The tour of {@code --check}: one allowed call, one refusal per layer. Routes, keys, addresses and
 * limits come from the template; statuses and codes are the product's promise.
 */
final class Tour {
  private static final String HELLO = "Hello";

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
    limits.foreign().ifPresent(address -> steps.add(() -> foreign(address)));
    steps.add(this::keyMissing);
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
        caller.chat(HELLO));
  }

  private TourRow foreign(String address) throws IOException, InterruptedException {
    return row(
        "firewall: network",
        "the same from " + address,
        "403 firewall_network firewall (web ACL)",
        caller.request().from(address).send());
  }

  private TourRow keyMissing() throws IOException, InterruptedException {
    return row(
        "firewall: key missing",
        "no x-api-key",
        "403 firewall_key_missing firewall (web ACL)",
        caller.request().key(Optional.empty()).send());
  }

  private TourRow keyInvalid() throws IOException, InterruptedException {
    return row(
        "plan: key",
        "a key that no plan knows",
        "403 plan_key_invalid plan (API Gateway)",
        caller.request().key(Optional.of(TourCaller.WRONG_KEY)).send());
  }

  private TourRow bodyInvalid() throws IOException, InterruptedException {
    return row(
        "validation: schema",
        "a body without messages",
        "400 request_body_invalid validation (API Gateway)",
        caller.request().body("{}").send());
  }

  private TourRow contentType() throws IOException, InterruptedException {
    return row(
        "validation: proxy",
        "content type text/plain",
        "415 request_content_type validation (function)",
        caller.request().contentType("text/plain").send());
  }

  private TourRow unknownRoute() throws IOException, InterruptedException {
    return row(
        "validation: route",
        "GET /no-such-route",
        "404 request_route_unknown validation (API Gateway)",
        caller.request().route("GET", "/no-such-route").send());
  }

  private TourRow tokenRejected() throws IOException, InterruptedException {
    door.standIn().tokens().revokeAll();
    return row(
        "token",
        "a call while Hugging Face rejects the token",
        "502 token_rejected token (function)",
        caller.chat(HELLO));
  }

  private TourRow tokenRecovered() throws IOException, InterruptedException {
    door.standIn().tokens().reinstate();
    return row(
        "token: recovered",
        "the same when it is accepted again",
        "200 - upstream (function)",
        caller.chat(HELLO));
  }

  private TourRow upstreamUnavailable() throws IOException, InterruptedException {
    return row(
        "upstream",
        "model " + Behaviour.UNAVAILABLE.model(),
        "503 upstream_unavailable upstream (function)",
        caller.request().model(Behaviour.UNAVAILABLE.model()).send());
  }

  /** Bodies that validation refuses: they use the plan up without a call of the function. */
  private TourRow throttled() throws IOException, InterruptedException {
    return row(
        "plan: throttle",
        "calls until the burst of %d is used up".formatted(limits.burst()),
        "429 plan_throttled plan (API Gateway)",
        caller.until(429, caller.request().body("{}"), limits.callsToThrottle()));
  }

  /** Keys that the plan refuses: they count at the firewall and nowhere else. */
  private TourRow firewallRate() throws IOException, InterruptedException {
    var rate = limits.firewallRate().orElseThrow();
    return row(
        "firewall: rate",
        "calls beyond %d in %d s from %s"
            .formatted(rate.limit(), rate.window().toSeconds(), limits.floodSource()),
        "429 firewall_rate firewall (web ACL)",
        caller.until(
            429,
            caller.request().key(Optional.of(TourCaller.WRONG_KEY)).from(limits.floodSource()),
            rate.limit() + 1));
  }

  private static TourRow row(String name, String sent, String expected, String actual) {
    return new TourRow(name, sent, expected, actual);
  }
}
