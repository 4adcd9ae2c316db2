/**
 * The sampled, redacted log of what is asked and answered, which is off unless an environment
 * switches it on. The function's own log never has any of it.
 */
package io.portcullis.proxy.bodylog;
