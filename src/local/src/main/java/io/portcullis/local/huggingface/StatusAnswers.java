package io.portcullis.local.huggingface;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.portcullis.local.http.Answer;
import io.portcullis.local.http.Call;
import java.util.Optional;

/**
 * Answers that refuse, in the words of Hugging Face's proxy and of Text Generation Inference
 * (github.com/huggingface/text-generation-inference, router/src/server.rs).
 */
final class StatusAnswers {
  private static final ObjectMapper JSON = new ObjectMapper();

  private StatusAnswers() {}

  /** The answer of a behaviour that consists of nothing else. */
  static Optional<Answer> of(Behaviour behaviour) {
    return Optional.ofNullable(
        switch (behaviour) {
          case PAUSED -> Answer.of(400, "text/plain", "Bad Request: Invalid state");
          case UNAUTHORIZED -> unauthorized();
          case FORBIDDEN -> forbidden();
          case NOT_FOUND -> error(404, "not found");
          case TOO_LARGE, EARLY -> error(413, "length limit exceeded");
          case INVALID -> error(422, "input validation error");
          case GENERATION_FAILED -> error(424, "request failed during generation");
          case OVERLOADED -> error(429, "model is overloaded").with("Retry-After", "1");
          case OVERLOADED_FOR_LONG -> error(429, "model is overloaded");
          case BROKEN -> error(500, "request failed during generation");
          case BAD_GATEWAY -> Answer.of(502, "text/html", "<html><h1>502 Bad Gateway</h1></html>");
          case UNAVAILABLE -> error(503, "service unavailable");
          case GATEWAY_TIMEOUT -> error(504, "gateway timeout");
          case REDIRECTING_TO_METADATA -> redirect("http://169.254.169.254/latest/meta-data/");
          case REDIRECTING_TO_NETWORK -> redirect("http://10.0.0.1/v1/chat/completions");
          case HTML -> Answer.of(200, "text/html", "<!doctype html><title>Hugging Face</title>");
          default -> null;
        });
  }

  static Answer unauthorized() {
    return Answer.json(401, "{\"error\":\"Invalid username or password.\"}");
  }

  static Answer forbidden() {
    return error(403, "missing permissions: inference.endpoints.infer.write");
  }

  /** As an engine whose developers look for a fault. */
  static Answer telling(Call call) {
    var authorization = call.headers().first("Authorization").orElse("");
    return error(500, "%s %s".formatted(authorization, call.bodyText()))
        .with("X-Request-Id", authorization)
        .with("Retry-After", authorization)
        .with("WWW-Authenticate", authorization);
  }

  /** 307: the caller would send the same body again. */
  static Answer redirect(String location) {
    return Answer.empty(307).with("Location", location);
  }

  static Answer error(int status, String message) {
    var body = JSON.createObjectNode().put("error", message).put("error_type", "stand-in");
    return Answer.json(status, body.toString());
  }
}
