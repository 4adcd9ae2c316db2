/** The control planes of API Gateway, as far as it is about API keys, and of Lambda. */
package io.portcullis.local.controlplane;
