package io.portcullis.local.apigateway;

import io.portcullis.local.http.Answer;
import java.util.Optional;

/**
 * What became of a request.
 *
 * @param layer that answered, in the product's words: firewall, network, identity, plan, token …
 * @param service that answered: {@code web ACL}, {@code API Gateway} or {@code function}
 * @param customer whose key it was
 */
public record Outcome(Answer answer, String layer, String service, Optional<String> customer) {}
