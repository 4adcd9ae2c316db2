package io.portcullis.local.huggingface;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.portcullis.local.http.Answer;
import io.portcullis.local.http.Call;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * {@code POST /api/inference-endpoints/{namespace}/{name}/auth-check/{right}}: whether a token may
 * call or manage an endpoint. The Hub compares names and rights; whether there is such an endpoint
 * it is not asked.
 */
final class AuthCheck implements HubRoute {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern PATH =
      Pattern.compile("/api/inference-endpoints/([^/]+)/([^/]+)/auth-check/(read|write|infer)");

  private final TokenGate gate;

  AuthCheck(TokenGate gate) {
    this.gate = gate;
  }

  /** Whether a path asks for it. */
  static boolean is(String path) {
    return PATH.matcher(path).matches();
  }

  @Override
  public Optional<Answer> answer(Call call) {
    var path = PATH.matcher(call.path());
    return call.method().equals("POST") && path.matches()
        ? Optional.of(
            gate.admit(
                call, token -> check(token.rights(), path.group(1), path.group(2), path.group(3))))
        : Optional.empty();
  }

  private static Answer check(TokenRights rights, String namespace, String name, String right) {
    var may =
        switch (right) {
          case "read" -> rights.mayDescribe(namespace, name);
          case "write" -> rights.mayManage(namespace, name);
          default -> rights.mayInfer(namespace, name);
        };
    return may
        ? HubAnswers.json(
            200,
            JSON.createObjectNode().put("namespace", namespace).put("user", "portcullis-stand-in"))
        : HubAnswers.error(403, "missing permissions: inference.endpoints." + right);
  }
}
