package io.portcullis.authorizer;

import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.JWK;
import java.util.List;

/** The public keys that the issuer signs with. */
interface IssuerKeys {
  /**
   * The keys that a token with that header may be signed with; none if the issuer has no such key.
   *
   * @param watch told of every failure of the issuer on the way
   * @throws UndecidedException if the keys cannot be had
   */
  List<JWK> matching(JWSHeader header, IssuerWatch watch);
}
