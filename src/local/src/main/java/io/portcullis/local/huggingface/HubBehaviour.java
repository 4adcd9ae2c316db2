package io.portcullis.local.huggingface;

/** How the stand-in's Hub behaves; its endpoint does not mind. */
public enum HubBehaviour {
  /** Answers well. */
  NORMAL,

  /** No answer until the caller gives up, at most 60 s. */
  SLOW,
  /** 503. */
  DOWN,
  /** 429 with {@code RateLimit}, which ends the window in 55 s. */
  RATE_LIMITED,
  /** 500 whose body and headers tell the request that came, its token too. */
  TELLING,
  /** The status that would say that it is done, with an HTML page. */
  NONSENSE,
  /** Resets the connection in place of an answer. */
  RESETTING,

  /** 404 where a token's access to an endpoint is asked for. */
  NO_ENDPOINT_CHECK,
  /** 403 where a token is asked for its rights, as while an administrator has to approve it. */
  PENDING_APPROVAL,
  /** Says that it made a token, without the token. */
  NO_TOKEN,
  /** Makes the token that is asked for, and resets the connection in place of the answer. */
  LOSING_TOKENS,
  /** 500 where a token shall be deleted. */
  NOT_DELETING
}
