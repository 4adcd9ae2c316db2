package io.portcullis.local.huggingface;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.portcullis.local.http.Answer;

/**
 * {@code GET /api/whoami-v2}: a fine-grained token that may only run inference on one
 * organization's endpoints (huggingface.co/docs/hub/security-tokens).
 */
final class WhoAmI {
  private static final ObjectMapper JSON = new ObjectMapper();

  private WhoAmI() {}

  static Answer answer() {
    var user =
        JSON.createObjectNode()
            .put("type", "user")
            .put("id", "000000000000000000000001")
            .put("name", "portcullis-stand-in")
            .put("fullname", "Portcullis stand-in")
            .put("isPro", false)
            .put("canPay", false);
    user.putArray("orgs").addObject().put("name", "stand-in").put("roleInOrg", "read");
    var auth = user.putObject("auth").put("type", "access_token");
    var token =
        auth.putObject("accessToken")
            .put("displayName", "local")
            .put("role", "fineGrained")
            .put("createdAt", "2026-01-01T00:00:00.000Z");
    var fineGrained = token.putObject("fineGrained").put("canReadGatedRepos", false);
    fineGrained.putArray("global");
    var scope = fineGrained.putArray("scoped").addObject();
    scope
        .putObject("entity")
        .put("_id", "000000000000000000000002")
        .put("type", "org")
        .put("name", "stand-in");
    scope.putArray("permissions").add("inference.endpoints.infer.write");
    return Answer.json(200, user.toString());
  }
}
