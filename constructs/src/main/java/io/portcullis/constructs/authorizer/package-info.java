/**
 * The function that tells which customer a caller is, by a JWT. What it runs is the module {@code
 * src/authorizer}.
 */
package io.portcullis.constructs.authorizer;
