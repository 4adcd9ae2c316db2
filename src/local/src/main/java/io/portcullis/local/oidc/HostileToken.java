package io.portcullis.local.oidc;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;

/** The ways in which a token can be wrong; every one of them must be refused. */
public enum HostileToken {
  /** Good until an hour ago. */
  EXPIRED(token -> token.with("exp", hours(-1)).with("iat", hours(-13)).signed()),
  /** Good from an hour later on. */
  NOT_YET_VALID(token -> token.with("nbf", hours(1)).signed()),
  /** Good forever. */
  WITHOUT_EXPIRY(token -> token.without("exp").signed()),
  /** Meant for somebody else. */
  OTHER_AUDIENCE(token -> token.with("aud", "https://other.example.com").signed()),
  /** Issued by somebody else, and signed with the right key. */
  OTHER_ISSUER(token -> token.with("iss", "https://other.example.com").signed()),
  /** Of somebody who is no customer. */
  OTHER_SUBJECT(token -> token.signed()) {
    @Override
    public String of(TokenIssuer issuer, String subject) {
      return issuer.token(subject + "-other").signed();
    }
  },
  /** Without the scopes that are needed; as good as any other if none are. */
  WITHOUT_SCOPE(token -> token.without("scope").signed()),
  /** Of the algorithm {@code none}. */
  UNSIGNED(IdentityToken::unsigned),
  /** Signed by HMAC with the issuer's public key. */
  ALGORITHM_CONFUSED(IdentityToken::signedWithPublicKey),
  /** Of a key that the issuer does not publish. */
  UNKNOWN_KEY(token -> token.withKeyId("no-such-key").signedBy(new SigningKeys()).signed()),
  /** Signed with a stranger's key under the name of the issuer's. */
  FOREIGN_KEY(token -> token.signedBy(new SigningKeys()).signed()),
  /** With other claims than those that were signed. */
  TAMPERED(HostileToken::tampered),
  /** No token at all. */
  GARBAGE(token -> "not.a.token");

  private final Function<IdentityToken, String> make;

  HostileToken(Function<IdentityToken, String> make) {
    this.make = make;
  }

  /** The token, otherwise like a right one of the subject. */
  public String of(TokenIssuer issuer, String subject) {
    return make.apply(issuer.token(subject));
  }

  private static Instant hours(int hours) {
    return Instant.now().plus(Duration.ofHours(hours));
  }

  private static String tampered(IdentityToken token) {
    var signed = token.signed().split("\\.");
    var other = token.with("exp", hours(24)).signed().split("\\.");
    return String.join(".", signed[0], other[1], signed[2]);
  }
}
