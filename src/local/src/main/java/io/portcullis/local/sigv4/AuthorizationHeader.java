package io.portcullis.local.sigv4;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The header {@code Authorization} of a signed request.
 *
 * @param date of the credential's scope, eight digits
 * @param signedHeaders lower case, in order, each once
 */
record AuthorizationHeader(
    String accessKeyId,
    String date,
    String region,
    String service,
    List<String> signedHeaders,
    String signature) {
  static final String ALGORITHM = "AWS4-HMAC-SHA256";

  private static final Pattern CREDENTIAL =
      Pattern.compile("(\\w+)/(\\d{8})/([a-z0-9-]+)/([a-z0-9-]+)/aws4_request");
  private static final Pattern SIGNED_HEADERS =
      Pattern.compile("[a-z0-9!#$%&'*+.^_`|~-]+(?:;[a-z0-9!#$%&'*+.^_`|~-]+)*");
  private static final Pattern SIGNATURE = Pattern.compile("[0-9a-f]{64}");
  private static final Set<String> PARAMETERS = Set.of("Credential", "SignedHeaders", "Signature");

  /** Empty if it does not have exactly the form of one. */
  static Optional<AuthorizationHeader> parse(String header) {
    if (!header.startsWith(ALGORITHM + " ")) {
      return Optional.empty();
    }
    var parameters = parameters(header.substring(ALGORITHM.length()));
    var credential = CREDENTIAL.matcher(parameters.getOrDefault("Credential", ""));
    var signedHeaders = parameters.getOrDefault("SignedHeaders", "");
    var signature = parameters.getOrDefault("Signature", "");
    if (!parameters.keySet().equals(PARAMETERS)
        || !credential.matches()
        || !SIGNED_HEADERS.matcher(signedHeaders).matches()
        || !SIGNATURE.matcher(signature).matches()) {
      return Optional.empty();
    }
    var names = List.of(signedHeaders.split(";"));
    if (!names.equals(names.stream().sorted().distinct().toList())) {
      return Optional.empty();
    }
    return Optional.of(
        new AuthorizationHeader(
            credential.group(1),
            credential.group(2),
            credential.group(3),
            credential.group(4),
            names,
            signature));
  }

  /** A parameter that comes twice makes the header one of no form. */
  private static Map<String, String> parameters(String text) {
    var parameters = new HashMap<String, String>();
    for (var part : text.split(",", -1)) {
      var pair = part.trim().split("=", 2);
      if (pair.length < 2 || parameters.put(pair[0], pair[1]) != null) {
        return Map.of();
      }
    }
    return parameters;
  }

  String scope() {
    return "%s/%s/%s/aws4_request".formatted(date, region, service);
  }
}
