package io.portcullis.huggingface;

/** Ends any token, whoever it belongs to; Hugging Face tells its owner by e-mail. */
public interface Revocation {
  /** Asks for the end of a token; an unknown one is no error. */
  HubReply<Accepted> revoke(AccessToken token);

  /** That Hugging Face has taken the request, whatever the token is. */
  record Accepted() {}
}
