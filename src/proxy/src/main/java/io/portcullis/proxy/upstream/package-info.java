/** The Hugging Face Inference Endpoint and its replies. */
package io.portcullis.proxy.upstream;
