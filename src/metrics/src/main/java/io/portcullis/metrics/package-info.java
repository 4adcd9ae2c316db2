/**
 * What the functions share about their metrics: how one is written into the log. Which metrics
 * there are belongs to the function that counts.
 */
package io.portcullis.metrics;
