/** Answers as they come, event by event. */
package io.portcullis.proxy.stream;
