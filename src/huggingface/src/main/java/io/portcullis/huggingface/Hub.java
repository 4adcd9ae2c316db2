package io.portcullis.huggingface;

/** The Hugging Face Hub, as far as the functions ask it. */
public interface Hub {
  /** What the Hub says of a token. */
  WhoAmI whoAmI(AccessToken token);
}
