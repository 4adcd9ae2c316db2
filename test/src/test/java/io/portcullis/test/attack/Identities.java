package io.portcullis.test.attack;

import io.portcullis.local.oidc.HostileToken;
import io.portcullis.local.oidc.TokenIssuer;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * The header {@code Authorization} of calls, rightly or not.
 *
 * @param issuer of tokens, where it is this machine's
 */
record Identities(IdentityType asks, Signature signature, Optional<TokenIssuer> issuer) {
  /** Where nobody is asked any more, nobody has a key or a token either. */
  private static final Caller.AccessKey NOBODYS =
      new Caller.AccessKey("LOCALNOBODYASKSFORTHIS", "nobody", "us-east-1");

  List<String> headers(
      IdentityChoice choice, Caller caller, String subject, String method, URI url, byte[] body) {
    if (choice == IdentityChoice.GARBAGE) {
      return List.of("Authorization: Bearer not-a-token");
    }
    if (choice == IdentityChoice.NONE || asks == IdentityType.NONE) {
      return List.of();
    }
    return asks == IdentityType.IAM
        ? signature.headers(choice, caller.accessKey().orElse(NOBODYS), method, url, body)
        : List.of(
            "Authorization: Bearer "
                + caller.token().map(t -> token(choice, t, subject)).orElse("nobodys"));
  }

  private String token(IdentityChoice choice, String own, String subject) {
    if (choice == IdentityChoice.OWN || choice == IdentityChoice.OTHER) {
      return own;
    }
    return Forgery.WAYS.contains(choice)
        ? new Forgery(own).by(choice)
        : hostile(choice).of(issuer.orElseThrow(), subject);
  }

  private static HostileToken hostile(IdentityChoice choice) {
    return switch (choice) {
      case EXPIRED -> HostileToken.EXPIRED;
      case FUTURE -> HostileToken.NOT_YET_VALID;
      case ENDLESS -> HostileToken.WITHOUT_EXPIRY;
      case HS256_CONFUSED -> HostileToken.ALGORITHM_CONFUSED;
      case WRONG_AUDIENCE -> HostileToken.OTHER_AUDIENCE;
      case WRONG_ISSUER -> HostileToken.OTHER_ISSUER;
      case WITHOUT_SCOPE -> HostileToken.WITHOUT_SCOPE;
      case UNKNOWN_SUBJECT -> HostileToken.OTHER_SUBJECT;
      default -> throw new IllegalArgumentException("'%s' is no token".formatted(choice));
    };
  }
}
