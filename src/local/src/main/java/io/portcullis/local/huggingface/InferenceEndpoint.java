package io.portcullis.local.huggingface;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.portcullis.local.http.Answer;
import io.portcullis.local.http.Call;
import io.portcullis.local.http.Reply;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;

/** The routes of an endpoint, which behave as the request's {@code model} says. */
final class InferenceEndpoint {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration HOLD = Duration.ofSeconds(60);
  private static final Duration DRIP = Duration.ofSeconds(1);
  private static final String CHAT = "POST /v1/chat/completions";
  private static final Set<String> ROUTES =
      Set.of(CHAT, "POST /v1/completions", "POST /v1/embeddings", "POST /generate");

  private final ChatCompletions chat = new ChatCompletions(Clock.systemUTC());
  private final Replica replica = new Replica();
  private volatile Pace pace = Pace.AT_ONCE;
  private volatile Behaviour forced = Behaviour.NORMAL;

  /** Whether a model runs for the route. */
  static boolean serves(String route) {
    return ROUTES.contains(route);
  }

  /** Sets when the chunks of streams are sent, from the next one on. */
  void pace(Pace other) {
    pace = other;
  }

  /** Behaves like this whatever the model, unless it is {@link Behaviour#NORMAL}. */
  void behave(Behaviour other) {
    forced = other;
  }

  Behaviour forced() {
    return forced;
  }

  Replica replica() {
    return replica;
  }

  /**
   * Answers a call.
   *
   * @param elsewhere where a redirect to another host leads
   */
  void serve(String route, Call call, String elsewhere, Reply reply)
      throws IOException, InterruptedException {
    JsonNode request;
    try {
      request = JSON.readTree(call.bodyText());
    } catch (JsonProcessingException e) {
      reply.send(StatusAnswers.error(422, "invalid JSON"));
      return;
    }
    var behaviour =
        forced == Behaviour.NORMAL ? Behaviour.of(request.path("model").asText()) : forced;
    var refusal = StatusAnswers.of(behaviour);
    if (refusal.isPresent()) {
      reply.send(refusal.get());
    } else if (WireFaults.has(behaviour)) {
      WireFaults.send(behaviour, answer(route, request), reply.wire());
    } else if (ContentFaults.has(behaviour)) {
      reply.send(ContentFaults.of(behaviour, answer(route, request)));
    } else {
      behave(behaviour, route, request, call, elsewhere, reply);
    }
  }

  private void behave(
      Behaviour behaviour, String route, JsonNode request, Call call, String elsewhere, Reply reply)
      throws IOException, InterruptedException {
    switch (behaviour) {
      case WARMING -> {
        if (replica.await(hold(call))) {
          run(route, request, pace, reply);
        } else {
          reply.send(StatusAnswers.error(503, "no replica is ready"));
        }
      }
      case TELLING -> reply.send(StatusAnswers.telling(call));
      case REDIRECTING -> reply.send(StatusAnswers.redirect(elsewhere));
      case SLOW -> {
        Thread.sleep(HOLD.toMillis());
        reply.send(StatusAnswers.error(503, "held for %d seconds".formatted(HOLD.toSeconds())));
      }
      case DRIPPING -> run(route, request, chunk -> Thread.sleep(DRIP.toMillis()), reply);
      case ENDLESS -> chat.endless(request, pace, reply);
      case DYING -> chat.dieUnderWay(request, pace, reply);
      case UNFINISHED -> chat.unfinished(request, pace, reply);
      case USAGE_UNASKED -> chat.tellUsage(request, pace, reply);
      case USAGE_ABSURD -> chat.tellAbsurdUsage(request, pace, reply);
      default -> run(route, request, pace, reply);
    }
  }

  /** Whole seconds, as Hugging Face documents it. */
  private static Duration hold(Call call) {
    return call.headers()
        .first(ModelCall.SCALE_UP_TIMEOUT)
        .filter(value -> value.matches("\\d{1,6}"))
        .map(value -> Duration.ofSeconds(Long.parseLong(value)))
        .orElse(Duration.ZERO);
  }

  private void run(String route, JsonNode request, Pace pace, Reply reply)
      throws IOException, InterruptedException {
    if (route.equals(CHAT)) {
      chat.complete(request, pace, reply);
    } else {
      reply.send(answer(route, request));
    }
  }

  /** A good answer in one piece. */
  private Answer answer(String route, JsonNode request) {
    return switch (route) {
      case "POST /v1/completions" -> OtherTasks.completion(request);
      case "POST /v1/embeddings" -> OtherTasks.embedding(request);
      case "POST /generate" -> OtherTasks.generation(request);
      default -> chat.atOnce(request);
    };
  }
}
