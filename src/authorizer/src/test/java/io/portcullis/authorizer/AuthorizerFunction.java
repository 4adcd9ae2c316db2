package io.portcullis.authorizer;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jwt.JWTClaimsSet;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The function as Lambda calls it, with an issuer of its own and a clock that a test turns. */
final class AuthorizerFunction implements AutoCloseable {
  static final String ACME = "key=k1&plan=standard&cidr=203.0.113.0/24&subject=acme-client";
  private static final ObjectMapper JSON = new ObjectMapper();

  final TestIssuer issuer = new TestIssuer(TestKeys.RSA.toPublicJWK(), TestKeys.EC.toPublicJWK());
  private final ByteArrayOutputStream log = new ByteArrayOutputStream();
  private final Map<String, String> stageVariables = new HashMap<>(Map.of("acme", ACME));
  private Instant now = Instant.parse("2026-11-24T12:00:00Z");
  private final AuthorizerHandler handler;

  AuthorizerFunction() {
    this(Map.of());
  }

  AuthorizerFunction(Map<String, String> variables) {
    var environment =
        new HashMap<>(
            Map.of(
                "ISSUER", issuer.url(),
                "AUDIENCES", "https://llm.example portcullis",
                "SCOPES", "",
                "ALGORITHMS", "RS256 ES256 EdDSA",
                "SUBJECT_CLAIM", "sub",
                "CLOCK_SKEW_SECONDS", "30"));
    environment.putAll(variables);
    handler =
        new AuthorizerHandler(
            AuthorizerSettings.of(environment), () -> now, new PrintStream(log, true, UTF_8));
  }

  void pass(Duration time) {
    now = now.plus(time);
  }

  /** Seconds from now, as a claim. */
  Date in(long seconds) {
    return Date.from(now.plusSeconds(seconds));
  }

  void stageVariable(String name, String value) {
    stageVariables.put(name, value);
  }

  /** Claims that are right, for a test to vary. */
  JWTClaimsSet.Builder claims() {
    return new JWTClaimsSet.Builder()
        .issuer(issuer.url())
        .audience("portcullis")
        .subject("acme-client")
        .issueTime(in(-10))
        .expirationTime(in(600));
  }

  static JWSHeader.Builder header() {
    return new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(TestKeys.RSA.getKeyID());
  }

  /** Signed with the issuer's key. */
  String token(JWTClaimsSet.Builder claims) {
    return TestKeys.sign(header().build(), claims.build(), TestKeys.RSA);
  }

  String token() {
    return token(claims());
  }

  /** The event of API Gateway for a call with that token. */
  ObjectNode event(String token) {
    return eventWith(List.of("Bearer " + token));
  }

  ObjectNode eventWith(List<String> authorization) {
    var event =
        JSON.createObjectNode()
            .put("type", "REQUEST")
            .put(
                "methodArn",
                "arn:aws:execute-api:eu-west-1:222222222222:abcdef1234/live/POST/v1/chat/completions")
            .put("resource", "/v1/chat/completions")
            .put("httpMethod", "POST");
    var headers = event.putObject("multiValueHeaders");
    headers.putArray("x-api-key").add("planted-key");
    var values = headers.putArray("Authorization");
    authorization.forEach(values::add);
    event.set("stageVariables", JSON.valueToTree(stageVariables));
    event.putObject("requestContext").put("requestId", "request-1");
    return event;
  }

  JsonNode call(String token) {
    return call(event(token));
  }

  JsonNode call(ObjectNode event) {
    try {
      return JSON.readTree(callRaw(event.toString()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  byte[] callRaw(String event) throws IOException {
    var answer = new ByteArrayOutputStream();
    handler.handleRequest(
        new ByteArrayInputStream(event.getBytes(UTF_8)),
        answer,
        FakeContext.withMillisLeft(10_000));
    return answer.toByteArray();
  }

  String log() {
    return log.toString(UTF_8);
  }

  JsonNode lastLine() {
    try {
      var lines = log().lines().toList();
      return JSON.readTree(lines.get(lines.size() - 1));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Why the last call was refused. */
  String reason() {
    return lastLine().path("reason").asText();
  }

  @Override
  public void close() {
    issuer.close();
  }
}
