package io.portcullis.local.huggingface;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.portcullis.local.http.Answer;
import io.portcullis.local.http.Call;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/**
 * {@code /api/organizations/{organization}/service-accounts/{id}} and the tokens below it
 * (huggingface.co/docs/hub/enterprise-service-accounts).
 */
final class ServiceAccounts implements HubRoute {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern PATH =
      Pattern.compile("/api/organizations/([^/]+)/service-accounts/([^/]+)(/.*)?");
  private static final Pattern TOKEN = Pattern.compile("/tokens/([^/]+)");
  private static final Pattern ROTATE = Pattern.compile("/tokens/([^/]+)/rotate");

  private final Tokens tokens;
  private final TokenGate gate;
  private final List<ServiceAccount> accounts = new CopyOnWriteArrayList<>();
  private final AtomicInteger rotations = new AtomicInteger();

  ServiceAccounts(Tokens tokens, TokenGate gate) {
    this.tokens = tokens;
    this.gate = gate;
  }

  /** Adds an account, unless there is one; gives a token that may administer it. */
  String add(String organization, String id) {
    if (accounts.stream().noneMatch(account -> account.is(organization, id))) {
      accounts.add(new ServiceAccount(organization, id));
    }
    var rights = TokenRights.of(organization, TokenRights.SERVICE_ACCOUNTS, TokenRights.MANAGE);
    return tokens.make("administrator", rights).value();
  }

  /** How many calls asked for {@code rotate}. */
  int rotations() {
    return rotations.get();
  }

  @Override
  public Optional<Answer> answer(Call call) {
    var path = PATH.matcher(call.path());
    if (!path.matches()) {
      return Optional.empty();
    }
    var below = Optional.ofNullable(path.group(3)).orElse("");
    return Optional.of(
        gate.admit(call, caller -> answer(call, caller, path.group(1), path.group(2), below)));
  }

  private Answer answer(Call call, Token caller, String organization, String id, String below) {
    if (ROTATE.matcher(below).matches()) {
      rotations.incrementAndGet();
    }
    if (!caller.rights().mayAdminister(organization)) {
      return HubAnswers.error(403, "missing permissions: " + TokenRights.SERVICE_ACCOUNTS);
    }
    return accounts.stream()
        .filter(account -> account.is(organization, id))
        .findFirst()
        .map(account -> answer(call, account, below))
        .orElseGet(HubAnswers::notFound);
  }

  private Answer answer(Call call, ServiceAccount account, String below) {
    var token = TOKEN.matcher(below);
    var rotate = ROTATE.matcher(below);
    if (call.method().equals("GET") && below.isEmpty()) {
      return HubAnswers.json(200, described(account));
    }
    if (call.method().equals("POST") && below.equals("/tokens")) {
      return MintRequest.parse(call.body())
          .map(request -> mint(account, request))
          .orElseGet(() -> HubAnswers.error(400, "invalid request body"));
    }
    if (call.method().equals("DELETE") && token.matches()) {
      return account
          .token(token.group(1), tokens)
          .map(this::delete)
          .orElseGet(HubAnswers::notFound);
    }
    if (call.method().equals("POST") && rotate.matches()) {
      return account
          .token(rotate.group(1), tokens)
          .map(old -> rotate(account, old))
          .orElseGet(HubAnswers::notFound);
    }
    return HubAnswers.notFound();
  }

  private Answer mint(ServiceAccount account, MintRequest request) {
    var token = tokens.make(request.displayName(), request.rights(account.organization()));
    account.add(token);
    return HubAnswers.json(201, revealed(token));
  }

  private Answer delete(Token token) {
    tokens.end(token, TokenEnd.DELETED);
    return Answer.empty(204);
  }

  private Answer rotate(ServiceAccount account, Token old) {
    var token = tokens.replace(old);
    account.add(token);
    return HubAnswers.json(200, revealed(token));
  }

  private ObjectNode described(ServiceAccount account) {
    var described =
        JSON.createObjectNode().put("_id", account.id()).put("name", "portcullis-stand-in");
    var list = described.putArray("accessTokens");
    tokens.living(account.tokens()).forEach(token -> list.add(info(token)));
    return described;
  }

  /** A token with its value, which is told once. */
  private static ObjectNode revealed(Token token) {
    return JSON.createObjectNode().put("token", token.value()).set("tokenInfo", info(token));
  }

  private static ObjectNode info(Token token) {
    var info =
        JSON.createObjectNode()
            .put("_id", token.id())
            .put("displayName", token.name())
            .put("role", token.rights().role().text())
            .put("createdAt", HubAnswers.time(token.createdAt()));
    token.lastUsedAt().ifPresent(time -> info.put("lastUsedAt", HubAnswers.time(time)));
    return info;
  }
}
