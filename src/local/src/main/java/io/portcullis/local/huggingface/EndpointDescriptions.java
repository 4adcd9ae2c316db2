package io.portcullis.local.huggingface;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.portcullis.local.http.Answer;
import io.portcullis.local.http.Call;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * {@code GET /v2/endpoint/{namespace}/{name}} of the API that manages Inference Endpoints
 * (api.endpoints.huggingface.cloud). A token that may only call them may not ask.
 */
final class EndpointDescriptions implements HubRoute {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern PATH = Pattern.compile("/v2/endpoint/([^/]+)/([^/]+)");

  private final Tokens tokens;
  private final TokenGate gate;

  EndpointDescriptions(Tokens tokens, TokenGate gate) {
    this.tokens = tokens;
    this.gate = gate;
  }

  @Override
  public Optional<Answer> answer(Call call) {
    var path = PATH.matcher(call.path());
    return call.method().equals("GET") && path.matches()
        ? Optional.of(
            gate.admit(call, token -> describe(token.rights(), path.group(1), path.group(2))))
        : Optional.empty();
  }

  private Answer describe(TokenRights rights, String namespace, String name) {
    if (!rights.mayDescribe(namespace, name)) {
      return HubAnswers.error(403, "missing permissions: " + TokenRights.MANAGE);
    }
    var hosted = tokens.hosted();
    if (!hosted.namespace().equals(namespace) || !hosted.name().equals(name)) {
      return HubAnswers.notFound();
    }
    var described = JSON.createObjectNode().put("name", name).put("type", hosted.type());
    described.putObject("provider").put("vendor", "aws").put("region", "us-east-1");
    described.putObject("status").put("state", "running");
    return HubAnswers.json(200, described);
  }
}
