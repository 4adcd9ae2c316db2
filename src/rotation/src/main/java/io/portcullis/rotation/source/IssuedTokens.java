package io.portcullis.rotation.source;

import java.util.List;

/** The living tokens that were made for the versions of a secret, where they can be listed. */
public interface IssuedTokens {
  List<IssuedToken> of(String secretArn);

  /** Ends a token at once; one that is gone is ended. */
  void end(IssuedToken token);

  /** Of a source whose tokens nobody lists. */
  static IssuedTokens none() {
    return new IssuedTokens() {
      @Override
      public List<IssuedToken> of(String secretArn) {
        return List.of();
      }

      @Override
      public void end(IssuedToken token) {
        throw new IllegalArgumentException("there is no token to be ended by its id");
      }
    };
  }
}
