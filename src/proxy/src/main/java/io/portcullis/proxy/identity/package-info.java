/** Who calls, from where, and whose key it is. */
package io.portcullis.proxy.identity;
