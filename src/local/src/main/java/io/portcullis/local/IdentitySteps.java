package io.portcullis.local;

import io.portcullis.local.apigateway.ApiDescription.Customer;
import io.portcullis.local.apigateway.GatewayResponseType;
import io.portcullis.local.apigateway.Source;
import io.portcullis.local.iam.AccessKey;
import io.portcullis.local.oidc.HostileToken;
import io.portcullis.local.oidc.TokenIssuer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The steps of the tour in which somebody is not who the key says, or not where. */
final class IdentitySteps {
  private final LocalFrontDoor door;
  private final TourCaller caller;
  private final TourLimits limits;

  IdentitySteps(LocalFrontDoor door, TourCaller caller, TourLimits limits) {
    this.door = door;
    this.caller = caller;
    this.limits = limits;
  }

  /** Those that the template allows. */
  List<Tour.Step> steps() {
    var steps = new ArrayList<Tour.Step>();
    if (limits.route().signed()) {
      limits.first().accessKey().ifPresent(key -> addSigned(steps::add, key));
    }
    if (limits.route().authorized()) {
      door.tokenIssuer().ifPresent(issuer -> addAuthorized(steps::add, issuer));
    }
    limits.another().ifPresent(source -> steps.add(() -> networkOfAnother(source)));
    return steps;
  }

  private void addSigned(Consumer<Tour.Step> steps, AccessKey key) {
    steps.accept(this::unsigned);
    steps.accept(() -> wrongSignature(key));
    limits.other().ifPresent(other -> steps.accept(() -> keyOf(other, "signed by")));
  }

  private void addAuthorized(Consumer<Tour.Step> steps, TokenIssuer issuer) {
    steps.accept(this::withoutToken);
    steps.accept(() -> expiredToken(issuer));
    steps.accept(() -> foreignKey(issuer));
    limits.other().ifPresent(other -> steps.accept(() -> keyOf(other, "a token of")));
  }

  private TourRow unsigned() throws IOException, InterruptedException {
    return new TourRow(
        "identity: unsigned",
        "a call without a signature",
        caller.promised(GatewayResponseType.MISSING_AUTHENTICATION_TOKEN),
        caller.send(caller.request().withoutProof()));
  }

  private TourRow wrongSignature(AccessKey key) throws IOException, InterruptedException {
    var guessed = new AccessKey(key.id(), "guessed", key.principal());
    return new TourRow(
        "identity: wrong signature",
        "a call signed with a guessed secret",
        caller.promised(GatewayResponseType.INVALID_SIGNATURE),
        caller.send(caller.request().withProof(new TourProof.Signature(guessed))));
  }

  private TourRow withoutToken() throws IOException, InterruptedException {
    return new TourRow(
        "identity: no token",
        "a call without the header Authorization",
        caller.promised(GatewayResponseType.UNAUTHORIZED),
        caller.send(caller.request().withoutProof()));
  }

  private TourRow expiredToken(TokenIssuer issuer) throws IOException, InterruptedException {
    return new TourRow(
        "identity: expired token",
        "a token of %s that is no longer good".formatted(limits.customer()),
        caller.promised(GatewayResponseType.UNAUTHORIZED),
        caller.send(hostile(HostileToken.EXPIRED, issuer)));
  }

  private TourRow foreignKey(TokenIssuer issuer) throws IOException, InterruptedException {
    return new TourRow(
        "identity: foreign issuer's key",
        "a token of %s that a stranger signed".formatted(limits.customer()),
        caller.promised(GatewayResponseType.UNAUTHORIZED),
        caller.send(hostile(HostileToken.FOREIGN_KEY, issuer)));
  }

  private TourRequest hostile(HostileToken hostile, TokenIssuer issuer) {
    var subject = limits.first().binding().subjects().get(0);
    return caller.request().withProof(new TourProof.Token(hostile.of(issuer, subject)));
  }

  private TourRow keyOf(Customer other, String proof) throws IOException, InterruptedException {
    return new TourRow(
        "identity: another's key",
        "%s %s, with the key of %s".formatted(proof, limits.customer(), other.name()),
        "403 identity_key_mismatch identity (function)",
        caller.send(caller.request().withKey(other.key().value())));
  }

  private TourRow networkOfAnother(Source source) throws IOException, InterruptedException {
    var endpoint = source.vpcEndpoint().map(id -> " through " + id).orElse("");
    return new TourRow(
        "network: another's network",
        "the same from %s%s".formatted(source.address().getHostAddress(), endpoint),
        "403 identity_network_mismatch identity (function)",
        caller.send(caller.request().from(source)));
  }
}
