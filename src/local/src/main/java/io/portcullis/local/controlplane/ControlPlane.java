package io.portcullis.local.controlplane;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.portcullis.local.apigateway.ApiKeys;
import io.portcullis.local.http.Answer;
import io.portcullis.local.http.Call;
import io.portcullis.local.http.LoopbackServer;
import io.portcullis.local.http.QueryParameters;
import io.portcullis.local.http.Reply;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * The actions {@code GetApiKeys}, {@code GetApiKey} and {@code UpdateApiKey} on loopback, and
 * Lambda's {@code Invoke}.
 *
 * <p>Follows the "Amazon API Gateway REST API Reference"
 * (docs.aws.amazon.com/apigateway/latest/api/API_UpdateApiKey.html). Nobody signs here; a value is
 * told only where a request asks for it.
 */
public final class ControlPlane implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int BODY_LIMIT = 64 * 1024;
  private static final Pattern KEY = Pattern.compile("/apikeys/([^/]+)");

  private final ApiKeys keys;
  private final FunctionInvocations invocations;
  private final LoopbackServer server;

  private ControlPlane(ApiKeys keys, FunctionHost functions) throws IOException {
    this.keys = keys;
    this.invocations = new FunctionInvocations(functions);
    this.server = LoopbackServer.start("control-plane", 0, BODY_LIMIT, this::serve);
  }

  public static ControlPlane start(ApiKeys keys, FunctionHost functions) throws IOException {
    return new ControlPlane(keys, functions);
  }

  public URI url() {
    return server.url();
  }

  private void serve(Call call, Reply reply) throws IOException, InterruptedException {
    if (FunctionInvocations.serves(call)) {
      reply.send(invocations.answer(call));
      return;
    }
    try {
      reply.send(answer(200, run(call)));
    } catch (ControlPlaneException e) {
      var body = JSON.createObjectNode().put("message", e.getMessage());
      reply.send(answer(e.status(), body).with("x-amzn-ErrorType", e.type()));
    }
  }

  private JsonNode run(Call call) throws ControlPlaneException {
    var key = KEY.matcher(call.path());
    if (call.method().equals("GET") && call.path().equals("/apikeys")) {
      return list(call);
    }
    if (call.method().equals("GET") && key.matches()) {
      return describe(find(key.group(1)), asksFor("includeValue", call));
    }
    if (call.method().equals("PATCH") && key.matches()) {
      return update(find(key.group(1)), call);
    }
    throw ControlPlaneException.unknownAction();
  }

  private JsonNode list(Call call) throws ControlPlaneException {
    var name = parameter("name", call).orElse("");
    var named = keys.all().stream().filter(state -> state.key().name().startsWith(name)).toList();
    var page = KeyPage.of(named, parameter("limit", call), parameter("position", call));
    var answer = JSON.createObjectNode();
    var items = answer.putArray("item");
    var withValues = asksFor("includeValues", call);
    page.keys().forEach(state -> items.add(describe(state, withValues)));
    page.position().ifPresent(position -> answer.put("position", position));
    return answer;
  }

  private JsonNode update(ApiKeys.State state, Call call) throws ControlPlaneException {
    if (call.truncated()) {
      throw ControlPlaneException.badRequest("Request body is too large");
    }
    var id = state.key().id();
    PatchOperations.parse(call.bodyText()).enabled().ifPresent(enabled -> keys.enable(id, enabled));
    return describe(find(id), false);
  }

  private ApiKeys.State find(String id) throws ControlPlaneException {
    return keys.find(id)
        .orElseThrow(() -> ControlPlaneException.notFound("Invalid API Key identifier specified"));
  }

  private static ObjectNode describe(ApiKeys.State state, boolean withValue) {
    var key = state.key();
    var node =
        JSON.createObjectNode()
            .put("id", key.id())
            .put("name", key.name())
            .put("enabled", state.enabled())
            .put("createdDate", state.created().getEpochSecond())
            .put("lastUpdatedDate", state.updated().getEpochSecond());
    node.putArray("stageKeys");
    key.tags().forEach(node.putObject("tags")::put);
    if (withValue) {
      node.put("value", key.value());
    }
    return node;
  }

  private static boolean asksFor(String name, Call call) {
    return parameter(name, call).filter("true"::equals).isPresent();
  }

  private static Optional<String> parameter(String name, Call call) {
    return QueryParameters.of(call.query()).values(name).stream().findFirst();
  }

  private static Answer answer(int status, JsonNode body) {
    return Answer.json(status, body.toString())
        .with("x-amzn-RequestId", UUID.randomUUID().toString());
  }

  @Override
  public void close() {
    server.close();
  }
}
