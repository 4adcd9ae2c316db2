/** HTTP servers on loopback and the few types that the services speak. No service's behaviour. */
package io.portcullis.local.http;
