package io.portcullis.authorizer;

import io.portcullis.binding.CustomerFields;
import io.portcullis.event.RequestEvent;

/** Tells which customer a caller is. */
final class Authorizer {
  private final TokenVerifier verifier;

  Authorizer(TokenVerifier verifier) {
    this.verifier = verifier;
  }

  /**
   * The customer whose subject the token names.
   *
   * @throws RefusedException if the token or its subject is not accepted
   * @throws UndecidedException if the issuer's keys cannot be had
   */
  Authorization authorize(RequestEvent event, IssuerWatch watch) {
    var token = BearerToken.of(event.header("authorization"));
    var subject = verifier.subject(token, watch);
    var owner =
        CustomerFields.all(event.stageVariables()).stream()
            .filter(customer -> customer.values("subject").anyMatch(subject::equals))
            .reduce(
                (first, second) -> {
                  throw new RefusedException(Refusal.SUBJECT_AMBIGUOUS);
                })
            .orElseThrow(() -> new RefusedException(Refusal.SUBJECT_UNKNOWN));
    return new Authorization(owner.customer(), owner.values("plan").findFirst());
  }
}
