package io.portcullis.huggingface;

/** The Hugging Face Hub, as far as the functions ask it. */
public interface Hub {
  /** What the Hub says of a token; refused if it does not know it, or does not admit it yet. */
  HubReply<WhoAmI> whoAmI(AccessToken token);
}
