package io.portcullis.proxy;

import java.util.Map;

/** What a client gets. */
sealed interface Answer {
  int status();

  Map<ClientHeader, String> headers();

  /** The endpoint's answer, passed on with status 200. */
  record Completion(Map<ClientHeader, String> headers, String body) implements Answer {
    public Completion {
      headers = Map.copyOf(headers);
    }

    @Override
    public int status() {
      return 200;
    }

    /** Without what the endpoint said. */
    @Override
    public String toString() {
      return "Completion";
    }
  }

  /** A refusal by one of the layers. */
  record Refusal(RefusalCode code, int status, Map<ClientHeader, String> headers)
      implements Answer {
    public Refusal {
      headers = Map.copyOf(headers);
    }

    static Refusal of(RefusalCode code) {
      return new Refusal(code, code.status(), Map.of());
    }
  }
}
