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
  private static final Set<String> ROUTES =
      Set.of(
          "POST /v1/chat/completions",
          "POST /v1/completions",
          "POST /v1/embeddings",
          "POST /generate");

  private final ChatCompletions chat = new ChatCompletions(Clock.systemUTC());
  private volatile Pace pace = Pace.AT_ONCE;

  /** Whether a model runs for the route. */
  static boolean serves(String route) {
    return ROUTES.contains(route);
  }

  /** Sets when the chunks of streams are sent, from the next one on. */
  void pace(Pace other) {
    pace = other;
  }

  void serve(String route, Call call, Reply reply) throws IOException, InterruptedException {
    JsonNode request;
    try {
      request = JSON.readTree(call.bodyText());
    } catch (JsonProcessingException e) {
      reply.send(error(422, "invalid JSON"));
      return;
    }
    switch (Behaviour.of(request.path("model").asText())) {
      case NORMAL -> run(route, request, pace, reply);
      case OVERLOADED -> reply.send(error(429, "model is overloaded").with("Retry-After", "1"));
      case UNAVAILABLE -> reply.send(error(503, "service unavailable"));
      case BROKEN -> reply.send(error(500, "request failed during generation"));
      case SLOW -> {
        Thread.sleep(HOLD.toMillis());
        reply.send(error(503, "held for %d seconds".formatted(HOLD.toSeconds())));
      }
      case HTML ->
          reply.send(Answer.of(200, "text/html", "<!doctype html><title>Hugging Face</title>"));
      case DRIPPING -> run(route, request, chunk -> Thread.sleep(DRIP.toMillis()), reply);
      case DYING -> chat.dieUnderWay(request, pace, reply);
    }
  }

  private void run(String route, JsonNode request, Pace pace, Reply reply)
      throws IOException, InterruptedException {
    switch (route) {
      case "POST /v1/completions" -> reply.send(OtherTasks.completion(request));
      case "POST /v1/embeddings" -> reply.send(OtherTasks.embedding(request));
      case "POST /generate" -> reply.send(OtherTasks.generation(request));
      default -> chat.complete(request, pace, reply);
    }
  }

  private static Answer error(int status, String message) {
    var body = JSON.createObjectNode().put("error", message).put("error_type", "stand-in");
    return Answer.json(status, body.toString());
  }
}
