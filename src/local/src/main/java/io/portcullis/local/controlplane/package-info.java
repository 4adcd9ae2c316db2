/** The control plane of API Gateway, as far as it is about API keys. */
package io.portcullis.local.controlplane;
