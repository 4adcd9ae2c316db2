package io.portcullis.redaction;

/**
 * A secret in a text.
 *
 * @param end the place behind it
 */
record Hit(int start, int end, Kind kind) {}
