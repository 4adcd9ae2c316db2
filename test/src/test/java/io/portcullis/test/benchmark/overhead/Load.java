package io.portcullis.test.benchmark.overhead;

import io.portcullis.test.benchmark.Figures;
import io.portcullis.test.benchmark.ProxyEvent;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;

/**
 * Calls over some connections at once, on each of them one after the other.
 *
 * @param calls in all
 */
record Load(int connections, int calls) {

  /** Milliseconds that calls took, and how many were done in a second. */
  record Sample(double p50, double p99, double perSecond) {}

  Sample run(Contestant contestant) throws IOException, InterruptedException {
    var threads = Executors.newFixedThreadPool(connections);
    try {
      var tasks = new ArrayList<Callable<List<Double>>>();
      for (var connection = 0; connection < connections; connection++) {
        tasks.add(() -> calls(contestant.connect()));
      }
      var begin = System.nanoTime();
      var millis = new ArrayList<Double>();
      for (var done : threads.invokeAll(tasks)) {
        millis.addAll(done.get());
      }
      var seconds = (System.nanoTime() - begin) / 1e9;
      return new Sample(
          Figures.median(millis), Figures.quantile(millis, 0.99), millis.size() / seconds);
    } catch (ExecutionException e) {
      throw new IOException("a call of '%s' failed".formatted(contestant.name()), e);
    } finally {
      threads.shutdownNow();
    }
  }

  private List<Double> calls(Contestant.Caller caller) throws IOException, InterruptedException {
    var millis = new ArrayList<Double>();
    for (var call = 0; call < calls / connections; call++) {
      var body = ProxyEvent.body();
      var begin = System.nanoTime();
      caller.call(body);
      millis.add(Figures.millis(System.nanoTime() - begin));
    }
    return millis;
  }
}
