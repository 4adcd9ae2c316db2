/**
 * Limits that hold: how many requests, tokens and dollars a window of time has, reserved before a
 * call and settled after it, in items that all execution environments share.
 */
package io.portcullis.proxy.quota;
