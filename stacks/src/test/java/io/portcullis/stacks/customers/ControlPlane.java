package io.portcullis.stacks.customers;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** A real HTTP server on loopback with API Gateway's paths for keys; a page of it has one key. */
final class ControlPlane implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Map<String, ObjectNode> keys = new LinkedHashMap<>();
  private final HttpServer server;
  boolean stubborn;
  int status = 200;

  ControlPlane() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  ControlPlane has(String id, String customer, String name) {
    var key = JSON.createObjectNode().put("id", id).put("enabled", true);
    key.putObject("tags").put("portcullis:customer", customer).put("portcullis:key", name);
    keys.put(id, key);
    return this;
  }

  /** Says where it serves, as the front door does. */
  void writeTo(Path state) throws IOException {
    var url = "http://127.0.0.1:" + server.getAddress().getPort();
    Files.writeString(
        state.resolve("local.json"),
        JSON.createObjectNode().put("url", "http://127.0.0.1:1").put("apiGateway", url).toString());
  }

  private void answer(HttpExchange exchange) throws IOException {
    var request = exchange.getRequestMethod() + " " + exchange.getRequestURI();
    var id = exchange.getRequestURI().getPath().replaceFirst("^/apikeys/?", "");
    var answer = JSON.createObjectNode();
    if (request.matches("GET /apikeys\\?includeValues=false&limit=500(&position=\\d)?")) {
      page(request.contains("position") ? request.charAt(request.length() - 1) - '0' : 0, answer);
    } else if (request.matches("GET /apikeys/\\w+\\?includeValue=true") && keys.containsKey(id)) {
      answer = keys.get(id).deepCopy().put("value", "value of " + id);
    } else if (request.matches("PATCH /apikeys/\\w+") && keys.containsKey(id)) {
      answer = patch(keys.get(id), JSON.readTree(exchange.getRequestBody()).toString());
    } else {
      status = 404;
    }
    var body = answer.toString().getBytes(UTF_8);
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private void page(int number, ObjectNode answer) {
    keys.values().stream().skip(number).findFirst().ifPresent(answer.putArray("item")::add);
    if (number + 1 < keys.size()) {
      answer.put("position", Integer.toString(number + 1));
    }
  }

  private ObjectNode patch(ObjectNode key, String body) {
    for (var enabled : new boolean[] {true, false}) {
      var change = "{\"op\":\"replace\",\"path\":\"/enabled\",\"value\":\"%s\"}".formatted(enabled);
      if (!stubborn && body.equals("{\"patchOperations\":[%s]}".formatted(change))) {
        key.put("enabled", enabled);
      }
    }
    return key;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
