/** One breaker for the fleet: an endpoint that fails again and again is left in peace. */
package io.portcullis.proxy.breaker;
