/** What a call of the endpoint comes to, for whoever decides what follows. */
package io.portcullis.proxy.outcome;
