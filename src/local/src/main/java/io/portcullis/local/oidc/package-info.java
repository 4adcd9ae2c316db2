/**
 * The stand-in of an OpenID Connect issuer, and the tokens of callers, right and wrong ones.
 * Nothing of AWS.
 */
package io.portcullis.local.oidc;
