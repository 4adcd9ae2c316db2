package io.portcullis.local.huggingface;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.portcullis.local.http.Answer;
import io.portcullis.local.http.Call;
import java.util.Optional;
import java.util.TreeSet;

/**
 * {@code GET /api/whoami-v2}: whose a token is and what it may (huggingface.co/docs/hub/api). It
 * does not tell for which endpoints.
 */
final class WhoAmI implements HubRoute {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final TokenGate gate;

  WhoAmI(TokenGate gate) {
    this.gate = gate;
  }

  @Override
  public Optional<Answer> answer(Call call) {
    return call.method().equals("GET") && call.path().equals("/api/whoami-v2")
        ? Optional.of(gate.admit(call, WhoAmI::answer))
        : Optional.empty();
  }

  private static Answer answer(Token token) {
    var user =
        JSON.createObjectNode()
            .put("type", "user")
            .put("id", "000000000000000000000001")
            .put("name", "portcullis-stand-in")
            .put("fullname", "Portcullis stand-in")
            .put("isPro", false)
            .put("canPay", false);
    user.putArray("orgs")
        .addObject()
        .put("name", token.rights().namespace())
        .put("roleInOrg", "read");
    var auth = user.putObject("auth");
    if (token.rights().role() == TokenRole.OAUTH) {
      auth.put("type", "oauth");
    } else {
      auth.put("type", "access_token");
      describe(token, auth.putObject("accessToken"));
    }
    token.expiresAt().ifPresent(time -> auth.put("expiresAt", HubAnswers.time(time)));
    return HubAnswers.json(200, user);
  }

  private static void describe(Token token, ObjectNode accessToken) {
    accessToken
        .put("displayName", token.name())
        .put("role", token.rights().role().text())
        .put("createdAt", HubAnswers.time(token.createdAt()));
    if (token.rights().role() == TokenRole.FINE_GRAINED) {
      var fineGrained = accessToken.putObject("fineGrained").put("canReadGatedRepos", false);
      fineGrained.putArray("global");
      var scope = fineGrained.putArray("scoped").addObject();
      scope
          .putObject("entity")
          .put("_id", "000000000000000000000002")
          .put("type", "org")
          .put("name", token.rights().namespace());
      var permissions = scope.putArray("permissions");
      new TreeSet<>(token.rights().permissions()).forEach(permissions::add);
    }
  }
}
