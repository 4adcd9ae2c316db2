/**
 * The function that rotates the Hugging Face token: the four steps that Secrets Manager asks for.
 * Nothing of the proxy and nothing of the CDK belongs here.
 */
package io.portcullis.rotation;
