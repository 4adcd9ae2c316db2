/**
 * Where the proxy runs and what it can reach. Who may call from outside is the API and its
 * firewall.
 */
package io.portcullis.constructs.network;
