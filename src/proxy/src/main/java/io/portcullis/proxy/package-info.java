/**
 * The function that calls the Inference Endpoint: what a client may send, what comes back, and the
 * token that no client sees. Nothing of rotation and nothing of the CDK belongs here.
 */
package io.portcullis.proxy;
