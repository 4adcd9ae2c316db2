/**
 * The functions' HTTP client: every call is bounded in time and size, follows no redirect and
 * repeats nothing.
 */
package io.portcullis.http;
