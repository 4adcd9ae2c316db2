/**
 * What the variables of an API's stage say of its customers and plans, for whoever reads it: the
 * authorizer, the proxy and the local front door. The library's construct of the API writes it.
 */
package io.portcullis.binding;
