/** AWS WAF: the rules of a web ACL on one request. Knows nothing of routes, keys or functions. */
package io.portcullis.local.waf;
