/** All that stands between a valid request and the endpoint, asked at once and told at once. */
package io.portcullis.proxy.guard;
