/**
 * The function that alone calls the Inference Endpoint. What it runs is the module {@code
 * src/proxy}.
 */
package io.portcullis.constructs.proxy;
