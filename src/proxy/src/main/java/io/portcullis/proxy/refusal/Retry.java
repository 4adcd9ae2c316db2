package io.portcullis.proxy.refusal;

/**
 * Whether it can help that a client sends a refused request again, unchanged and by itself. Clients
 * of the OpenAI API do so twice for a 409, a 429 and every 5xx, unless an answer tells them not to.
 */
public enum Retry {
  /** It would be refused again, or do again what may have been done already. */
  NEVER,
  /** What stood in the way may be gone, and the endpoint does no work for the first one. */
  LATER
}
