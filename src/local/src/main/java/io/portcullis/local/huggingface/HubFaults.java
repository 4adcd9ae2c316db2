package io.portcullis.local.huggingface;

import io.portcullis.local.http.Answer;
import io.portcullis.local.http.Call;
import io.portcullis.local.http.Reply;
import java.io.IOException;
import java.time.Duration;
import java.util.function.Supplier;

/** What goes wrong between a call of the Hub and its answer. */
record HubFaults(HubBehaviour behaviour) {
  private static final Duration HOLD = Duration.ofSeconds(60);

  /**
   * Answers a call well or badly.
   *
   * @param good does what the call asks for
   */
  void serve(Call call, Supplier<Answer> good, Reply reply)
      throws IOException, InterruptedException {
    switch (behaviour) {
      case SLOW -> {
        Thread.sleep(HOLD.toMillis());
        reply.send(HubAnswers.error(503, "held for %d seconds".formatted(HOLD.toSeconds())));
      }
      case DOWN -> reply.send(HubAnswers.error(503, "Service Unavailable"));
      case RATE_LIMITED -> reply.send(rateLimited());
      case TELLING -> reply.send(StatusAnswers.telling(call));
      case NONSENSE -> reply.send(nonsense(call));
      case RESETTING -> reply.wire().reset();
      default -> serveBut(call, good, reply);
    }
  }

  /** Faults of single paths. */
  private void serveBut(Call call, Supplier<Answer> good, Reply reply) throws IOException {
    var check = AuthCheck.is(call.path());
    if (behaviour == HubBehaviour.NO_ENDPOINT_CHECK && check) {
      reply.send(HubAnswers.notFound());
    } else if (behaviour == HubBehaviour.PENDING_APPROVAL
        && (check || call.path().equals("/api/whoami-v2"))) {
      reply.send(HubAnswers.pending());
    } else if (behaviour == HubBehaviour.NOT_DELETING && call.method().equals("DELETE")) {
      reply.send(HubAnswers.error(500, "Internal Server Error"));
    } else if (behaviour == HubBehaviour.NO_TOKEN && makesToken(call)) {
      reply.send(Answer.json(done(call), "{}"));
    } else if (behaviour == HubBehaviour.LOSING_TOKENS && makesToken(call)) {
      good.get();
      reply.wire().reset();
    } else {
      reply.send(good.get());
    }
  }

  private static boolean makesToken(Call call) {
    return call.method().equals("POST")
        && (call.path().endsWith("/tokens") || call.path().equals("/oauth/token"));
  }

  private static Answer rateLimited() {
    return HubAnswers.error(429, "We had to rate limit you")
        .with("RateLimit", "\"api\";r=0;t=55")
        .with("RateLimit-Policy", "\"fixed window\";\"api\";q=1000;w=300");
  }

  private static Answer nonsense(Call call) {
    return Answer.of(done(call), "text/html", "<!doctype html><title>Hugging Face</title>");
  }

  /** The status of success. */
  private static int done(Call call) {
    if (call.path().endsWith("/tokens")) {
      return 201;
    }
    return call.path().equals("/api/credentials/revoke") ? 202 : 200;
  }
}
