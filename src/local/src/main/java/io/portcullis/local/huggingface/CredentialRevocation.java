package io.portcullis.local.huggingface;

import io.portcullis.local.http.Answer;
import io.portcullis.local.http.Call;
import java.util.Optional;

/**
 * {@code POST /api/credentials/revoke}: ends every token that it is told, whoever asks; says the
 * same whether there is such a token (huggingface.co/docs/hub/security-tokens).
 */
final class CredentialRevocation implements HubRoute {
  private static final int MOST = 1000;

  private final Tokens tokens;

  CredentialRevocation(Tokens tokens) {
    this.tokens = tokens;
  }

  @Override
  public Optional<Answer> answer(Call call) {
    return call.method().equals("POST") && call.path().equals("/api/credentials/revoke")
        ? Optional.of(revoke(call))
        : Optional.empty();
  }

  private Answer revoke(Call call) {
    var credentials = HubAnswers.object(call.body()).map(body -> body.path("credentials"));
    if (credentials.isEmpty() || !credentials.get().isArray() || credentials.get().size() > MOST) {
      return HubAnswers.error(400, "invalid request body");
    }
    for (var credential : credentials.get()) {
      tokens.ofValue(credential.asText()).ifPresent(token -> tokens.end(token, TokenEnd.REVOKED));
    }
    return Answer.empty(202);
  }
}
