/**
 * The loop between Lambda and a function that streams its answers, which AWS's Java runtime cannot.
 * Nothing of any one function belongs here.
 *
 * <p>Follows "Building a custom runtime for AWS Lambda"
 * (docs.aws.amazon.com/lambda/latest/dg/runtimes-custom.html) and "Using the Lambda runtime API for
 * custom runtimes" (docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html).
 */
package io.portcullis.runtime;
