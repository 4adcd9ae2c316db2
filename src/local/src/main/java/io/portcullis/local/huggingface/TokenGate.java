package io.portcullis.local.huggingface;

import io.portcullis.local.http.Answer;
import io.portcullis.local.http.Call;
import java.util.function.Function;

/** Lets calls through whose token the Hub admits. */
final class TokenGate {
  private final Tokens tokens;

  TokenGate(Tokens tokens) {
    this.tokens = tokens;
  }

  /** Answers in the name of the call's token: 401 without one, 403 while it waits for approval. */
  Answer admit(Call call, Function<Token, Answer> answer) {
    var token = tokens.find(call.headers().first("Authorization"));
    if (token.isEmpty()) {
      return StatusAnswers.unauthorized();
    }
    return token.get().isPending() ? HubAnswers.pending() : answer.apply(token.get());
  }
}
