package io.portcullis.rotation.source;

import io.portcullis.rotation.secret.SecretDescription;
import io.portcullis.rotation.secret.SecretValue;
import io.portcullis.rotation.secret.SecretVersion;
import java.time.Instant;
import java.util.Optional;

/** Where the next token comes from. */
public interface TokenSource {
  /** Brings a token and makes it the value of the pending version, which has none. */
  void create(SecretVersion pending, SecretDescription secret);

  /**
   * Makes room for another token in place of one that is refused: a version's value cannot be
   * replaced, and Secrets Manager repeats a rotation with the version that it has.
   *
   * @return what an operator has to do or to know, as the end of a sentence
   */
  String discard(SecretVersion refused);

  /** Puts away what a promoted version has made superfluous. */
  void promoted(SecretVersion promoted, SecretDescription secret);

  /** When a token's time is over for sure, as far as that is known of the value alone. */
  Optional<Instant> endOf(SecretValue value);

  /** Whether nobody could end a replaced token any more once its version is forgotten. */
  boolean needsItsVersions();

  /** Why a pending token that works is not worth promoting any more. */
  Optional<String> tooOld(SecretValue pending);
}
