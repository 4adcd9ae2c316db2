/** How requests are recognised without being kept. */
package io.portcullis.proxy.fingerprint;
