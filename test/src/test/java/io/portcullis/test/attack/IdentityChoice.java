package io.portcullis.test.attack;

import static io.portcullis.test.attack.IdentityType.IAM;
import static io.portcullis.test.attack.IdentityType.JWT;

import java.util.Set;

/** By which identity a call is made, where the API asks for one. */
public enum IdentityChoice {
  OWN(IdentityType.values()),
  NONE(IdentityType.values()),
  /** Another customer's. */
  OTHER(IAM, JWT),
  /** A header {@code Authorization} that is nothing at all. */
  GARBAGE(IdentityType.values()),
  /** Of the past, too long ago. */
  EXPIRED(IAM, JWT),
  /** Of a time that is yet to come. */
  FUTURE(IAM, JWT),
  /** The own access key id, and a secret that is not its own. */
  GUESSED(IAM),
  /** An access key that AWS never made. */
  UNKNOWN_KEY(IAM),
  /** A signature of the caller's, of another body than the one that is sent. */
  REPLAYED(IAM),
  /** Signed for another Region. */
  OTHER_REGION(IAM),
  /** Signed for another service of AWS. */
  OTHER_SERVICE(IAM),
  /** The own token without its signature, of algorithm {@code none}. */
  ALG_NONE(JWT),
  /** The own claims, signed by HMAC with the issuer's public key as if it were a secret. */
  HS256_CONFUSED(JWT),
  /** Signed by a key of the attacker's, under the id of the issuer's. */
  FOREIGN_KEY(JWT),
  /** Signed by a key of the attacker's that the token itself brings. */
  EMBEDDED_KEY(JWT),
  /** Signed by the issuer's key, under an id that no key has. */
  UNKNOWN_KID(JWT),
  /** The own token, with its signature's first letter changed. */
  BAD_SIGNATURE(JWT),
  /** The own token, with another subject and the old signature. */
  CHANGED_SUBJECT(JWT),
  /** Of the right issuer, for another API. */
  WRONG_AUDIENCE(JWT),
  /** Signed by the right key, in the name of another issuer. */
  WRONG_ISSUER(JWT),
  /** Of the right issuer, without the scopes that are needed. */
  WITHOUT_SCOPE(JWT),
  /** Of the right issuer, for a subject that is no customer's. */
  UNKNOWN_SUBJECT(JWT),
  /** Of the right issuer, without a time at which it ends. */
  ENDLESS(JWT);

  private final Set<IdentityType> types;

  IdentityChoice(IdentityType... types) {
    this.types = Set.of(types);
  }

  /** Whether it means something to an API that asks so; one that asks nobody sees none. */
  boolean exists(IdentityType type) {
    return types.contains(type);
  }

  @Override
  public String toString() {
    return Word.of(this);
  }
}
