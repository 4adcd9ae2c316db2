package io.portcullis.constructs.api;

import java.util.Collection;
import java.util.Map;
import software.amazon.awscdk.services.iam.PolicyDocument;

/**
 * How long a resource policy is, once API Gateway has put the API's ARN into its resources. Whether
 * that counts is not documented; it is assumed to.
 */
final class PolicySize {
  /** "Quotas for configuring and running a REST API in API Gateway". */
  private static final int LIMIT = 8_192;

  private static final String SHORT = "execute-api:/";
  private static final String LONG =
      "arn:aws-us-gov:execute-api:us-gov-east-1:000000000000:0000000000/";

  private PolicySize() {}

  static void require(PolicyDocument document) {
    var size = of(document.toJSON());
    if (size > LIMIT) {
      throw new IllegalArgumentException(
          "'customers' make a resource policy of %d characters, API Gateway takes %d, name wider ranges and fewer principals or give some customers a gateway of their own"
              .formatted(size, LIMIT));
    }
  }

  /** Characters of the JSON; nothing in such a policy needs to be escaped. */
  private static int of(Object json) {
    if (json instanceof Map<?, ?> map) {
      return 1
          + map.entrySet().stream()
              .mapToInt(entry -> of(entry.getKey()) + of(entry.getValue()) + 2)
              .sum();
    }
    if (json instanceof Collection<?> list) {
      return 1 + list.stream().mapToInt(value -> of(value) + 1).sum();
    }
    return json.toString().replace(SHORT, LONG).length() + 2;
  }
}
