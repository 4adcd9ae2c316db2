package io.portcullis.test.benchmark.coldstart;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.portcullis.local.assembly.CloudAssembly;
import io.portcullis.local.assembly.Environment;
import io.portcullis.local.http.Answer;
import io.portcullis.local.http.LoopbackServer;
import io.portcullis.local.lambda.Lambda;
import io.portcullis.local.lambda.ProcessVariables;
import io.portcullis.local.oidc.IssuerStandIn;
import io.portcullis.local.oidc.TokenIssuer;
import io.portcullis.local.secretsmanager.SecretsManager;
import io.portcullis.test.Synthesis;
import io.portcullis.test.benchmark.FunctionServices;
import io.portcullis.test.benchmark.ProxyEvent;
import io.portcullis.test.benchmark.StandInProcess;
import io.portcullis.test.benchmark.Variables;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;

/**
 * An environment's functions and those that they are compared with, and over TLS everything that
 * they call: the endpoint, the Hub, the issuer, the secret and the table.
 */
final class ColdWorld implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String NAME = "local";
  private static final String ROTATION = "io.portcullis.rotation.RotationHandler";

  private final Deque<AutoCloseable> open = new ArrayDeque<>();
  private final Certificate certificate;
  private final Environment environment;
  private final StandInProcess huggingFace;
  private final SecretsManager secrets;
  private final IssuerStandIn issuer;
  private final ProcessVariables variables;
  private final Path state;
  private final Lambda rotation;
  private Optional<Step> first = Optional.empty();

  /** Runs the first step of a rotation, in place of the environment's own function. */
  @FunctionalInterface
  interface Step {
    void run(byte[] event) throws IOException, InterruptedException;
  }

  private ColdWorld(Path folder) throws IOException, InterruptedException {
    try {
      certificate = Certificate.create(folder.resolve("certificate"));
      var assembly = folder.resolve("assembly");
      Synthesis.write(
          Synthesis.environment(NAME),
          assembly,
          stage -> {
            ComparedFunctions.addTo(stage, folder.resolve("packages"));
            Variables.set(stage, Map.of("JAVA_TOOL_OPTIONS", certificate.options()));
          });
      environment = CloudAssembly.read(assembly).environment(NAME);
      state = folder.resolve("state");
      huggingFace = kept(StandInProcess.huggingFace());
      var table = kept(StandInProcess.dynamoDb(assembly, NAME));
      issuer = kept(IssuerStandIn.start());
      secrets = kept(SecretsManager.start(environment, this::step, InstantSource.system()));
      variables =
          new FunctionServices(
                  secured(huggingFace.url()),
                  secured(secrets.url()),
                  secured(table.url()),
                  securedIssuer())
              .variables();
      rotation = kept(new Lambda(environment, variables, folder.resolve("rotation")));
      secrets.applySchedules();
      rotate(this::pass);
    } catch (IOException | InterruptedException | RuntimeException e) {
      close();
      throw e;
    }
  }

  static ColdWorld open(Path folder) throws IOException, InterruptedException {
    return new ColdWorld(folder);
  }

  private <T extends AutoCloseable> T kept(T part) {
    open.push(part);
    return part;
  }

  private URI secured(URI url) throws IOException {
    return kept(TlsFront.start(certificate.server(), url)).url();
  }

  /** An issuer names itself in what it says, so that its address has to be replaced there too. */
  private URI securedIssuer() throws IOException {
    var client = HttpClient.newHttpClient();
    var urls = new ArrayDeque<URI>();
    var server =
        kept(
            LoopbackServer.start(
                "issuer-over-tls",
                0,
                0,
                (call, reply) -> {
                  var target = issuer.url().resolve(call.path());
                  var answer =
                      client.send(HttpRequest.newBuilder(target).build(), BodyHandlers.ofString());
                  var text =
                      answer.body().replace(issuer.url().toString(), urls.getFirst().toString());
                  reply.send(Answer.json(answer.statusCode(), text));
                }));
    urls.push(secured(server.url()));
    return urls.getFirst();
  }

  ColdFunction function(String handler) {
    return ColdFunction.of(environment, handler);
  }

  ColdFunction.Time plain(ColdFunction function, byte[] event)
      throws IOException, InterruptedException {
    return function.plain(environment, variables, state, event);
  }

  ColdFunction.Time primed(ColdFunction function, byte[] event)
      throws IOException, InterruptedException {
    return function.primed(environment, variables, state, event);
  }

  byte[] proxyEvent() {
    return ProxyEvent.of(environment).with(ProxyEvent.body());
  }

  /** What API Gateway asks the authorizer for a customer with a token of the issuer. */
  byte[] authorizerEvent() throws IOException {
    var proxy = JSON.readTree(proxyEvent());
    var arn = function("io.portcullis.authorizer.AuthorizerHandler").arn();
    var tokens = TokenIssuer.of(rotation.variables(arn), issuer.keys()).orElseThrow();
    var event =
        JSON.createObjectNode()
            .put("type", "REQUEST")
            .put(
                "methodArn",
                "arn:aws:execute-api:us-east-1:000000000000:api/v/POST/v1/chat/completions");
    var token = "Bearer " + tokens.token("acme-client").signed();
    event.putObject("headers").put("Authorization", token).put("x-api-key", "a-key");
    event.putObject("multiValueHeaders").putArray("Authorization").add(token);
    event.set("stageVariables", proxy.path("stageVariables"));
    event.putObject("requestContext").put("requestId", "a-request");
    return event.toString().getBytes(UTF_8);
  }

  /** Rotates the secret, its first step by another function. */
  void rotate(Step step) throws IOException, InterruptedException {
    first = Optional.of(step);
    for (var secret : secrets.rotatedSecrets()) {
      secrets.stage(secret, huggingFace.token(), "STAGED");
      secrets.rotate(secret);
    }
  }

  private Optional<String> step(String functionArn, String event)
      throws IOException, InterruptedException {
    var bytes = event.getBytes(UTF_8);
    if (event.contains("createSecret")) {
      first.orElseThrow().run(bytes);
    } else {
      pass(bytes);
    }
    return Optional.empty();
  }

  private void pass(byte[] event) throws IOException, InterruptedException {
    rotation.invoke(function(ROTATION).arn(), event);
  }

  @Override
  public void close() {
    while (!open.isEmpty()) {
      try {
        open.pop().close();
      } catch (Exception e) {
        // One that does not end well must not keep the others alive.
        continue;
      }
    }
  }
}
