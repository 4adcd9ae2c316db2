/** The REST API: routes, validation, keys and plans. Addresses and floods are the firewall's. */
package io.portcullis.constructs.api;
