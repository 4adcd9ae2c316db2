package io.portcullis.proxy;

import io.portcullis.huggingface.AccessToken;

/** What the secret says. */
sealed interface StoredToken {

  /** It holds a token. */
  record Present(AccessToken token) implements StoredToken {}

  /** It holds none, such as the marker {@code empty} before an operator has brought the first. */
  record Missing() implements StoredToken {}

  /** It could not be read, so nothing is known. */
  record Unavailable() implements StoredToken {}
}
