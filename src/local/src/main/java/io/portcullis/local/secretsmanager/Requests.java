package io.portcullis.local.secretsmanager;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Counts the requests of each operation, and fails those that a test wants to fail. */
final class Requests {
  private final Map<String, Integer> counts = new HashMap<>();
  private final Map<String, Planned> planned = new HashMap<>();
  private Optional<ServiceFault> lasting = Optional.empty();

  /** A fault of so many requests more. */
  private record Planned(ServiceFault fault, int times) {}

  synchronized int count(String operation) {
    return counts.getOrDefault(operation, 0);
  }

  synchronized void fail(ServiceFault fault) {
    lasting = Optional.of(fault);
  }

  synchronized void fail(String operation, ServiceFault fault, int times) {
    planned.put(operation, new Planned(fault, times));
  }

  synchronized void recover() {
    lasting = Optional.empty();
    planned.clear();
  }

  /** Lets a request through, or not. */
  synchronized void admit(String operation) throws SecretsManagerException {
    counts.merge(operation, 1, Integer::sum);
    if (lasting.isPresent()) {
      throw lasting.get().exception();
    }
    var next = planned.get(operation);
    if (next != null && next.times() > 0) {
      planned.put(operation, new Planned(next.fault(), next.times() - 1));
      throw next.fault().exception();
    }
  }
}
