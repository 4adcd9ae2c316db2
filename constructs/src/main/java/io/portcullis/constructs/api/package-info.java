/**
 * The REST API: who may call, from which network, with which key and how much, what a request must
 * be, and what is logged of it. Floods and known attacks are the firewall's.
 */
package io.portcullis.constructs.api;
