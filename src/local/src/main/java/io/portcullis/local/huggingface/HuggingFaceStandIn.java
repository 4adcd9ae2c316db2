package io.portcullis.local.huggingface;

import io.portcullis.local.http.Answer;
import io.portcullis.local.http.Call;
import io.portcullis.local.http.LoopbackServer;
import io.portcullis.local.http.Reply;
import java.io.IOException;
import java.net.URI;
import java.util.concurrent.atomic.AtomicInteger;

/** An endpoint and the Hub on loopback: whatever the functions call, no call leaves the machine. */
public final class HuggingFaceStandIn implements AutoCloseable {
  private static final int BODY_LIMIT = 16 * 1024 * 1024;

  private final Tokens tokens = new Tokens();
  private final AtomicInteger completions = new AtomicInteger();
  private final InferenceEndpoint endpoint = new InferenceEndpoint();
  private final LoopbackServer server;

  private HuggingFaceStandIn() throws IOException {
    this.server = LoopbackServer.start("hugging-face", 0, BODY_LIMIT, this::serve);
  }

  public static HuggingFaceStandIn start() throws IOException {
    return new HuggingFaceStandIn();
  }

  public URI url() {
    return server.url();
  }

  public Tokens tokens() {
    return tokens;
  }

  /** How many calls of a model arrived, refused ones included. */
  public int completions() {
    return completions.get();
  }

  /** Sets when the chunks of streams are sent, from the next one on. */
  public void pace(Pace pace) {
    endpoint.pace(pace);
  }

  private void serve(Call call, Reply reply) throws IOException, InterruptedException {
    var route = call.method() + " " + call.path();
    if (InferenceEndpoint.serves(route)) {
      completions.incrementAndGet();
    }
    if (!tokens.accepts(call.headers().first("Authorization").orElse(""))) {
      reply.send(Answer.json(401, "{\"error\":\"Invalid username or password.\"}"));
      return;
    }
    if (InferenceEndpoint.serves(route)) {
      endpoint.serve(route, call, reply);
      return;
    }
    switch (route) {
      case "GET /v1/models" -> reply.send(OtherTasks.models());
      case "GET /api/whoami-v2" -> reply.send(WhoAmI.answer());
      default -> reply.send(Answer.json(404, "{\"error\":\"Not Found\"}"));
    }
  }

  @Override
  public void close() {
    server.close();
  }
}
