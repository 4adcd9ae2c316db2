/** The web ACL in front of the API. Callers are known only behind it. */
package io.portcullis.constructs.firewall;
