/**
 * AWS Lambda: each function's own package in its own JVM under the Lambda Runtime API. Nothing here
 * knows who invokes a function or what its events mean.
 */
package io.portcullis.local.lambda;
