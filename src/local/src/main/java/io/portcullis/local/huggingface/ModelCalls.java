package io.portcullis.local.huggingface;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The calls of a model: how many, and the last of them. */
final class ModelCalls {
  private static final int REMEMBERED = 1000;

  private final Deque<ModelCall> last = new ArrayDeque<>();
  private int count;

  synchronized void add(ModelCall call) {
    count++;
    last.addLast(call);
    if (last.size() > REMEMBERED) {
      last.removeFirst();
    }
  }

  synchronized int count() {
    return count;
  }

  synchronized List<ModelCall> last() {
    return List.copyOf(last);
  }
}
