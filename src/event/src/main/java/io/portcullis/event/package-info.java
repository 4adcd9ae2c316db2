/**
 * What API Gateway tells a function of a request: the proxy of an integration, and the authorizer.
 */
package io.portcullis.event;
