package io.portcullis.proxy;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.portcullis.http.ServiceUrl;
import io.portcullis.proxy.breaker.BreakerSettings;
import io.portcullis.proxy.deadline.RequestTimeouts;
import io.portcullis.proxy.duplicate.DuplicateLimit;
import io.portcullis.proxy.quota.SpendCeiling;
import io.portcullis.proxy.quota.TableFailure;
import io.portcullis.proxy.token.TokenSecret;
import io.portcullis.proxy.validation.RequestLimits;
import io.portcullis.proxy.validation.UnknownFields;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The function as API Gateway meets it. */
final class ProxyFunction {
  static final RequestLimits LIMITS =
      new RequestLimits(1024 * 1024, 4096, 256, 1, Set.of(), UnknownFields.PASS);

  static final RequestTimeouts TIMEOUTS =
      new RequestTimeouts(
          Duration.ofSeconds(30),
          Duration.ofSeconds(30),
          Duration.ofMinutes(1),
          Duration.ofSeconds(10));

  /** Nothing is shared, and nothing is guarded. */
  static final StateSettings NO_STATE =
      new StateSettings(
          Optional.empty(),
          TableFailure.REFUSE,
          new DuplicateLimit(0, Duration.ofMinutes(1)),
          new BreakerSettings(0, Duration.ofSeconds(15), Duration.ofSeconds(30)),
          Duration.ZERO,
          SpendCeiling.NONE);

  private static final ObjectMapper JSON = new ObjectMapper();

  /** The function's answer. */
  record Response(int status, JsonNode headers, String body) {
    /** The refusal, if it is one. */
    JsonNode error() {
      return parse(body).path("error");
    }

    String code() {
      return error().path("code").asText();
    }
  }

  private final ByteArrayOutputStream log = new ByteArrayOutputStream();
  private final ProxyHandler handler;

  ProxyFunction(ServiceUrl endpoint, TokenSecret secret) {
    this(endpoint, secret, InstantSource.system());
  }

  ProxyFunction(ServiceUrl endpoint, TokenSecret secret, InstantSource clock) {
    this(endpoint, secret, clock, LIMITS);
  }

  ProxyFunction(ServiceUrl endpoint, TokenSecret secret, RequestLimits limits) {
    this(endpoint, secret, InstantSource.system(), limits);
  }

  private ProxyFunction(
      ServiceUrl endpoint, TokenSecret secret, InstantSource clock, RequestLimits limits) {
    var settings =
        new ProxySettings(
            endpoint,
            "arn:aws:secretsmanager:eu-west-1:222222222222:secret:token-AbCdEf",
            Duration.ofSeconds(60),
            TIMEOUTS,
            limits,
            NO_STATE);
    handler =
        new ProxyHandler(
            new ProxyService(
                settings, secret, Optional.empty(), clock, new PrintStream(log, true, UTF_8)));
  }

  /** A good request, for tests to vary. */
  static ObjectNode event() {
    return (ObjectNode)
        parse(
            """
            {
              "resource": "/v1/chat/completions",
              "path": "/v1/chat/completions",
              "httpMethod": "POST",
              "headers": {"Content-Type": "application/json", "Accept": "application/json"},
              "multiValueHeaders": {"Content-Type": ["application/json"], "Accept": ["application/json"]},
              "queryStringParameters": null,
              "stageVariables": null,
              "requestContext": {
                "requestId": "request-1",
                "stage": "local",
                "identity": {"apiKeyId": "key-1", "apiKey": "planted-key-value", "sourceIp": "192.0.2.1"}
              },
              "body": "{\\"model\\":\\"m\\",\\"messages\\":[{\\"role\\":\\"user\\",\\"content\\":\\"planted-prompt ü\\"}],\\"max_tokens\\":64}",
              "isBase64Encoded": false
            }
            """);
  }

  static ObjectNode eventWithBody(String body) {
    return event().put("body", body);
  }

  static ObjectNode eventWithHeader(String name, String... values) {
    var event = event();
    var headers = (ObjectNode) event.get("multiValueHeaders");
    headers.remove("Content-Type".equalsIgnoreCase(name) ? "Content-Type" : name);
    var array = headers.putArray(name);
    List.of(values).forEach(array::add);
    return event;
  }

  Response call(JsonNode event) {
    return call(event.toString(), FakeContext.withMillisLeft(20_000));
  }

  Response call(String event, FakeContext context) {
    var output = new ByteArrayOutputStream();
    handler.handleRequest(new ByteArrayInputStream(event.getBytes(UTF_8)), output, context);
    var response = parse(output.toString(UTF_8));
    return new Response(
        response.get("statusCode").intValue(),
        response.get("headers"),
        response.get("body").textValue());
  }

  String log() {
    return log.toString(UTF_8);
  }

  /** The only line of the log. */
  JsonNode logLine() {
    var lines = log().lines().toList();
    if (lines.size() != 1) {
      throw new AssertionError("one line expected, got " + lines);
    }
    return parse(lines.get(0));
  }

  static JsonNode parse(String json) {
    try {
      return JSON.readTree(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
