/**
 * Calls of AWS services that somebody waits for: signed as AWS asks, bounded in time, and quick to
 * start.
 */
package io.portcullis.aws;
