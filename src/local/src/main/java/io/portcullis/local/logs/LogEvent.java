package io.portcullis.local.logs;

import java.time.Instant;

/** One event of a log group, as it was put. */
public record LogEvent(String group, String stream, Instant time, String message) {}
