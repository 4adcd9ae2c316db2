package io.portcullis.local;

import io.portcullis.local.apigateway.RestApi;
import io.portcullis.local.lambda.Lambda;
import io.portcullis.local.oidc.IssuerStandIn;
import io.portcullis.local.oidc.TokenIssuer;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A token of each customer's first subject, if the API asks a function that trusts an issuer.
 *
 * @param issuer of the tokens, empty if the API needs none
 * @param tokens by customer
 */
record CustomerTokens(Optional<TokenIssuer> issuer, Map<String, String> tokens) {

  static CustomerTokens of(RestApi api, Lambda lambda, IssuerStandIn issuers) {
    var issuer =
        api.authorizerArns().stream()
            .flatMap(arn -> TokenIssuer.of(lambda.variables(arn), issuers.keys()).stream())
            .findFirst();
    var tokens = new TreeMap<String, String>();
    issuer.ifPresent(
        known -> {
          issuers.spell(known.issuer());
          for (var customer : api.describe().customers()) {
            customer.binding().subjects().stream()
                .findFirst()
                .ifPresent(subject -> tokens.put(customer.name(), known.token(subject).signed()));
          }
        });
    return new CustomerTokens(issuer, tokens);
  }

  /** Without the tokens. */
  @Override
  public String toString() {
    return tokens.size() + " tokens";
  }
}
