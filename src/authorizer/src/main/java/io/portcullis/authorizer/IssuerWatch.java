package io.portcullis.authorizer;

import com.nimbusds.jose.proc.SecurityContext;

/** Told when the issuer does not answer as it should, during one decision. */
interface IssuerWatch extends SecurityContext {
  void issuerFailed(String kind);
}
