package io.portcullis.local.apigateway;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** What a function sends while it runs; one thread puts in, one takes out. */
final class Payload implements Consumer<byte[]> {
  private final BlockingQueue<Item> items = new LinkedBlockingQueue<>();
  private final Duration idle;
  private final long end;

  /** What comes next. */
  sealed interface Item {
    /** Some bytes. */
    record Part(byte[] bytes) implements Item {}

    /** The function is done, and how it ended; nothing comes after it. */
    record End(FunctionInvoker.Result result) implements Item {}

    /** Nothing came in time. */
    record Missing() implements Item {}
  }

  /**
   * A payload of which nothing has come.
   *
   * @param idle the longest wait for a part
   * @param total the longest wait for the end, from now
   */
  Payload(Duration idle, Duration total) {
    this.idle = idle;
    this.end = System.nanoTime() + total.toNanos();
  }

  @Override
  public void accept(byte[] part) {
    items.add(new Item.Part(part));
  }

  void end(FunctionInvoker.Result result) {
    items.add(new Item.End(result));
  }

  Item next() throws InterruptedException {
    var wait = Math.min(idle.toNanos(), end - System.nanoTime());
    var item = items.poll(Math.max(0, wait), TimeUnit.NANOSECONDS);
    return item == null ? new Item.Missing() : item;
  }
}
