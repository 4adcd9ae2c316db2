/** The function's environment variables. */
package io.portcullis.proxy.environment;
