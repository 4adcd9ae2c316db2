/** Identical requests of one consumer, and how many of them the endpoint sees. */
package io.portcullis.proxy.duplicate;
