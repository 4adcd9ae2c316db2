package io.portcullis.rotation.check;

import io.portcullis.huggingface.AccessToken;
import io.portcullis.huggingface.EndpointAccess;
import io.portcullis.huggingface.EndpointName;
import io.portcullis.huggingface.Hub;
import io.portcullis.huggingface.HubReply;
import io.portcullis.huggingface.WhoAmI;
import io.portcullis.rotation.failure.HubFailure;
import io.portcullis.rotation.secret.SecretValue;
import java.util.Optional;

/** Lets a token pass that the Hub accepts, has the wanted rights alone, and suits the endpoint. */
public final class TokenCheck {
  private final Hub hub;
  private final Rights rights;
  private final EndpointCheck endpoint;

  public TokenCheck(
      Hub hub, Rights rights, EndpointAccess access, Optional<EndpointName> endpoint) {
    this.hub = hub;
    this.rights = rights;
    this.endpoint = new EndpointCheck(access, endpoint);
  }

  /** What is found of a version's value. */
  public Verdict verdict(SecretValue value) {
    return value
        .token()
        .map(this::verdict)
        .orElseGet(() -> new Verdict.Refused("must be a token: " + AccessToken.RULE));
  }

  private Verdict verdict(AccessToken token) {
    var answer = hub.whoAmI(token);
    if (answer instanceof HubReply.Done<WhoAmI> done) {
      return rights
          .missedBy(done.value())
          .<Verdict>map(Verdict.Refused::new)
          .orElseGet(() -> endpoint.verdict(token, done.value().expiresAt()));
    }
    if (answer instanceof HubReply.Unavailable<WhoAmI> unavailable) {
      return new Verdict.Unknown(
          "could not be verified: the Hub is unavailable, " + HubFailure.sentence(unavailable));
    }
    return switch (((HubReply.Refused<WhoAmI>) answer).refusal()) {
      case UNAUTHORIZED ->
          new Verdict.Refused("is rejected by the Hub (401): its token is unknown or revoked");
      case FORBIDDEN ->
          new Verdict.NotReady(
              "is not ready: the Hub does not admit its token (403); an administrator of its organization must approve it");
      case NOT_FOUND, INVALID ->
          new Verdict.Unknown("could not be verified: the Hub does not take the question");
    };
  }
}
