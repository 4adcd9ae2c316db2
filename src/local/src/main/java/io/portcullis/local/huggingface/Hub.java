package io.portcullis.local.huggingface;

import io.portcullis.local.http.Answer;
import io.portcullis.local.http.Call;
import io.portcullis.local.http.Reply;
import java.io.IOException;
import java.util.List;

/** The Hub's own paths, and those of the API that manages endpoints. */
final class Hub {
  private final ServiceAccounts accounts;
  private final TokenExchange exchange;
  private final List<HubRoute> routes;
  private volatile HubBehaviour behaviour = HubBehaviour.NORMAL;

  Hub(Tokens tokens) {
    var gate = new TokenGate(tokens);
    this.accounts = new ServiceAccounts(tokens, gate);
    this.exchange = new TokenExchange(tokens);
    this.routes =
        List.of(
            new WhoAmI(gate),
            accounts,
            exchange,
            new CredentialRevocation(tokens),
            new AuthCheck(gate),
            new EndpointDescriptions(tokens, gate));
  }

  /** Whether a path is one of its own. */
  static boolean serves(String path) {
    return path.startsWith("/api/") || path.startsWith("/oauth/") || path.startsWith("/v2/");
  }

  ServiceAccounts accounts() {
    return accounts;
  }

  TokenExchange exchange() {
    return exchange;
  }

  void behave(HubBehaviour other) {
    behaviour = other;
  }

  void serve(Call call, Reply reply) throws IOException, InterruptedException {
    new HubFaults(behaviour).serve(call, () -> answer(call), reply);
  }

  private Answer answer(Call call) {
    return routes.stream()
        .flatMap(route -> route.answer(call).stream())
        .findFirst()
        .orElseGet(HubAnswers::notFound);
  }
}
