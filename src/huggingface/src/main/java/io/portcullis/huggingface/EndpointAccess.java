package io.portcullis.huggingface;

/** Whether a token may call an endpoint, told without waking it. */
public interface EndpointAccess {
  /** Asks for the right to call ({@code infer}). */
  HubReply<Allowed> mayInfer(EndpointName endpoint, AccessToken token);

  /** That the token may call it. */
  record Allowed() {}
}
