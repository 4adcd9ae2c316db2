package io.portcullis.authorizer;

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
  Authorization authorize(AuthorizerEvent event, IssuerWatch watch) {
    var token = BearerToken.of(event.header("authorization"));
    var subject = verifier.subject(token, watch);
    var customers = BoundCustomer.all(event.stageVariables());
    var owners = customers.stream().filter(customer -> customer.subjects().contains(subject));
    var owner =
        owners
            .reduce(
                (first, second) -> {
                  throw new RefusedException(Refusal.SUBJECT_AMBIGUOUS);
                })
            .orElseThrow(() -> new RefusedException(Refusal.SUBJECT_UNKNOWN));
    return new Authorization(owner.name(), owner.plan());
  }
}
