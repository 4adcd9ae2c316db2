/**
 * The function that tells who a caller is: a JWT of an OpenID Connect issuer, and the customer that
 * its subject stands for. Nothing of limits and nothing of the CDK belongs here.
 */
package io.portcullis.authorizer;
