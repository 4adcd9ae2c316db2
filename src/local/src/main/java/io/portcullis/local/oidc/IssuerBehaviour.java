package io.portcullis.local.oidc;

/** How the issuer answers. */
public enum IssuerBehaviour {
  NORMAL,
  /** No answer until the caller gives up, at most 60 s. */
  SLOW,
  /** 503 to everything. */
  DOWN
}
