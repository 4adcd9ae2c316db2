/**
 * What the bodies of the endpoint's routes look like, a JSON Schema for each in a file beside this
 * package, and what the keywords of these files mean. Nothing of limits and of HTTP belongs here.
 *
 * <p>The meaning is our own because the files use nine keywords, and a complete validator
 * (json-schema-validator 2.0.0) adds some 140 ms of processor time to a cold start and 0.9 MB to a
 * package; a test holds the two to the same judgement.
 */
package io.portcullis.schema;
