package io.portcullis.test.benchmark;

import java.io.IOException;

/** A program that measures something and says nothing of what it should be. */
@FunctionalInterface
public interface Benchmark {
  Report run() throws IOException, InterruptedException;
}
