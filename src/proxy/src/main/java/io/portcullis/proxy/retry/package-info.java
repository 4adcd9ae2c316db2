/** When a call of the endpoint is made once more. */
package io.portcullis.proxy.retry;
