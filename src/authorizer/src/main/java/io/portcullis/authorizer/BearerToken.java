package io.portcullis.authorizer;

import java.util.List;
import java.util.regex.Pattern;

/** The JWT in the one {@code Authorization} header of a request. */
final class BearerToken {
  /** API Gateway takes 10,240 bytes of headers in all. */
  static final int MOST_CHARACTERS = 8 * 1024;

  /** Nothing but base64url, which Nimbus would read leniently. */
  private static final Pattern HEADER =
      Pattern.compile("(?i:bearer) +([A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]*)");

  private BearerToken() {}

  static String of(List<String> headers) {
    if (headers.isEmpty()) {
      throw new RefusedException(Refusal.AUTHORIZATION_MISSING);
    }
    if (headers.size() > 1) {
      throw new RefusedException(Refusal.AUTHORIZATION_REPEATED);
    }
    var header = headers.get(0);
    if (header.length() > MOST_CHARACTERS + "Bearer ".length()) {
      throw new RefusedException(Refusal.TOKEN_TOO_LARGE);
    }
    var bearer = HEADER.matcher(header);
    if (!bearer.matches()) {
      throw new RefusedException(Refusal.AUTHORIZATION_SCHEME);
    }
    return bearer.group(1);
  }
}
