package io.portcullis.local.huggingface;

import io.portcullis.local.http.Answer;
import io.portcullis.local.http.Call;
import io.portcullis.local.http.LoopbackServer;
import io.portcullis.local.http.Reply;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicInteger;

/** An endpoint and the Hub on loopback: whatever the functions call, no call leaves the machine. */
public final class HuggingFaceStandIn implements AutoCloseable {
  private static final int BODY_LIMIT = 16 * 1024 * 1024;

  private final Tokens tokens = new Tokens();
  private final AtomicInteger completions = new AtomicInteger();
  private final ChatCompletions chat = new ChatCompletions(Clock.systemUTC());
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

  /** How many calls for a completion arrived, refused ones included. */
  public int completions() {
    return completions.get();
  }

  private void serve(Call call, Reply reply) throws IOException, InterruptedException {
    var route = call.method() + " " + call.path();
    if (route.equals("POST /v1/chat/completions")) {
      completions.incrementAndGet();
    }
    if (!tokens.accepts(call.headers().first("Authorization").orElse(""))) {
      reply.send(Answer.json(401, "{\"error\":\"Invalid username or password.\"}"));
      return;
    }
    switch (route) {
      case "POST /v1/chat/completions" -> chat.serve(call, reply);
      case "GET /api/whoami-v2" -> reply.send(WhoAmI.answer());
      default -> reply.send(Answer.json(404, "{\"error\":\"Not Found\"}"));
    }
  }

  @Override
  public void close() {
    server.close();
  }
}
