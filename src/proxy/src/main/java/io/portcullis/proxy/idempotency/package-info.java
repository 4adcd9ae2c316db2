/** The header {@code Idempotency-Key}: what was asked for once is not done twice. */
package io.portcullis.proxy.idempotency;
