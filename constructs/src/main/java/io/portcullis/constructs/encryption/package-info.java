/**
 * The key that everything at rest is encrypted with. What is encrypted lives with its own
 * construct.
 */
package io.portcullis.constructs.encryption;
