package io.portcullis.http;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/** The body of an answer, bit by bit as it comes, for one thread to read. */
public final class HttpBody implements AutoCloseable {
  /** Parts that wait at most: a slow reader slows down the sender. */
  private static final int WAITING = 16;

  private final BlockingQueue<Part> parts = new ArrayBlockingQueue<>(WAITING);
  private volatile boolean abandoned;

  HttpBody() {}

  /** What comes next of a body. */
  public sealed interface Part {
    /** Some bytes, at least one. */
    record Bytes(byte[] bytes) implements Part {
      /** Without what they say. */
      @Override
      public String toString() {
        return "Bytes[%d]".formatted(bytes.length);
      }
    }

    /** The body is whole. */
    record End() implements Part {}

    /** The connection broke, or the body is not as long as it was said to be. */
    record Broken() implements Part {}

    /** Nothing came in time. */
    record Missing() implements Part {}
  }

  /** Waits for the next part; an end comes once. */
  public Part next(Duration timeout) {
    try {
      var part = parts.poll(Math.max(0, timeout.toNanos()), TimeUnit.NANOSECONDS);
      return part == null ? new Part.Missing() : part;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Part.Missing();
    }
  }

  /**
   * Hands a part to the reader.
   *
   * @return whether it was taken; not if the reader has given up
   */
  boolean put(Part part) {
    try {
      while (!abandoned) {
        if (parts.offer(part, 1, TimeUnit.SECONDS)) {
          return true;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return false;
  }

  /** Gives up what has not been read; the connection ends as soon as more of it comes. */
  @Override
  public void close() {
    abandoned = true;
    parts.clear();
  }
}
