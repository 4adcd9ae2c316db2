package io.portcullis.local;

import io.portcullis.local.apigateway.AccessLog;
import io.portcullis.local.apigateway.ApiDescription;
import io.portcullis.local.apigateway.Clocks;
import io.portcullis.local.apigateway.RestApi;
import io.portcullis.local.assembly.AssemblyException;
import io.portcullis.local.assembly.CloudAssembly;
import io.portcullis.local.assembly.Environment;
import io.portcullis.local.controlplane.ControlPlane;
import io.portcullis.local.dynamodb.DynamoDb;
import io.portcullis.local.events.EventBus;
import io.portcullis.local.http.LoopbackServer;
import io.portcullis.local.huggingface.HuggingFaceStandIn;
import io.portcullis.local.lambda.InvocationResult;
import io.portcullis.local.lambda.Lambda;
import io.portcullis.local.lambda.ProcessVariables;
import io.portcullis.local.logs.CloudWatchLogs;
import io.portcullis.local.logs.LogEvent;
import io.portcullis.local.oidc.IssuerStandIn;
import io.portcullis.local.oidc.TokenIssuer;
import io.portcullis.local.secretsmanager.SecretsManager;
import io.portcullis.local.sigv4.RequestSigner;
import io.portcullis.local.waf.WebAcl;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * An environment of a synthesized cloud assembly, served on this machine.
 *
 * <pre>{@code
 * try (var door = LocalFrontDoor.open(options, FrontDoorListener.SILENT)) {
 *   call(door.url(), door.keys().get("acme"));
 * }
 * }</pre>
 */
public final class LocalFrontDoor implements AutoCloseable {
  /** Bytes of a request's body ("Payload size", API Gateway quotas for REST APIs). */
  private static final int PAYLOAD_LIMIT = 10 * 1024 * 1024;

  private final Environment environment;
  private final Deque<AutoCloseable> parts = new ArrayDeque<>();
  private final Clocks clocks;
  private final RestApi api;
  private final URI url;
  private final DynamoDb database;
  private final HuggingFaceStandIn standIn;
  private final IssuerStandIn issuer;
  private final EventBus events;
  private final SecretsManager secrets;
  private final Optional<CloudWatchLogs> logs;
  private final Lambda lambda;
  private final CustomerTokens tokens;
  private final Optional<TokenPlace> token;
  private final ControlPlane controlPlane;
  private final LocalState state;
  private final NotModelled notModelled;

  private LocalFrontDoor(LocalOptions options, FrontDoorListener listener, Clocks clocks)
      throws IOException, InterruptedException {
    this.environment = CloudAssembly.read(options.assembly()).environment(options.environment());
    this.clocks = clocks;
    Files.createDirectories(options.state());
    try (var provisioning = new Provisioning()) {
      var starting = provisioning.begin(() -> DynamoDb.start(environment));
      parts.push(() -> starting.get().close());
      var accessLog = new AccessLog(options.state().resolve("logs").resolve("access.log"));
      var apis = RestApi.of(environment, new LambdaFunctions(this::lambda), accessLog, clocks);
      this.api = only(apis);
      var front =
          kept(
              LoopbackServer.start(
                  "front-door",
                  options.port(),
                  PAYLOAD_LIMIT,
                  new FrontDoorService(apis, listener)));
      listener.starting(environment.name());
      this.url = front.url().resolve("/" + api.stageName());
      this.standIn = kept(HuggingFaceStandIn.start());
      this.issuer = kept(IssuerStandIn.start());
      var targets = new EventTargets(this::lambda);
      this.events = kept(EventBus.of(environment, targets));
      this.secrets =
          kept(
              SecretsManager.start(
                  environment, targets::invoke, InstantSource.system(), events::put));
      this.logs = CloudWatchLogs.start(environment);
      logs.ifPresent(this::kept);
      this.database = Provisioning.done(starting);
      var endpoints =
          Map.of(
              "AWS_ENDPOINT_URL_DYNAMODB",
              database.url(),
              "AWS_ENDPOINT_URL_SECRETS_MANAGER",
              secrets.url(),
              "AWS_ENDPOINT_URL_CLOUDWATCH_LOGS",
              logs.map(CloudWatchLogs::url).orElse(secrets.url()),
              // Any other service answers that it does not know the operation.
              "AWS_ENDPOINT_URL",
              secrets.url());
      var variables = new ProcessVariables(endpoints, issuer.url(), standIn.url());
      this.lambda = kept(new Lambda(environment, variables, options.state()));
      this.tokens = CustomerTokens.of(api, lambda, issuer);
      provisioning.run(
          api.functionArns(), lambda, secrets, new FirstToken(secrets, lambda::variables, standIn));
      events.start();
      this.token = TokenPlace.of(secrets, lambda);
      this.controlPlane = kept(ControlPlane.start(api.keys(), lambda::invokeNamed));
      this.state = kept(LocalState.write(options.state(), this));
      this.notModelled = NotModelled.of(environment, partsNotModelled());
    } catch (IOException | InterruptedException | RuntimeException e) {
      close();
      throw e;
    }
  }

  /**
   * Starts everything and waits until the first call can be answered.
   *
   * @param listener is told about every request, on the request's thread
   */
  public static LocalFrontDoor open(LocalOptions options, FrontDoorListener listener)
      throws IOException, InterruptedException {
    return open(options, listener, Clocks.system());
  }

  /**
   * The same with a time of one's own, so that an hour of traffic takes minutes.
   *
   * @param clocks of the firewall, the plans, the authorizer's cache and the signatures; functions,
   *     and the tokens that they check, have this machine's
   */
  public static LocalFrontDoor open(LocalOptions options, FrontDoorListener listener, Clocks clocks)
      throws IOException, InterruptedException {
    return new LocalFrontDoor(options, listener, clocks);
  }

  private static RestApi only(List<RestApi> apis) {
    if (apis.size() != 1) {
      throw new AssemblyException(
          "the environment must have one stage of one REST API, got %d".formatted(apis.size()));
    }
    return apis.get(0);
  }

  private Lambda lambda() {
    return lambda;
  }

  private List<String> partsNotModelled() {
    var lines = new ArrayList<String>();
    api.webAcl().map(WebAcl::notEvaluated).ifPresent(lines::addAll);
    lines.addAll(lambda.notRun());
    lines.addAll(events.notRun());
    lines.addAll(describe().notModelled());
    return lines;
  }

  /** Address of the API, its stage included. */
  public URI url() {
    return url;
  }

  /** Name of the environment. */
  public String environment() {
    return environment.name();
  }

  /** API key of each customer, its first if it has several. */
  public Map<String, String> keys() {
    var keys = new TreeMap<String, String>();
    describe().customers().forEach(customer -> keys.put(customer.name(), customer.key().value()));
    return keys;
  }

  /** Token of each customer; empty if the API knows callers otherwise. */
  public Map<String, String> tokens() {
    return tokens.tokens();
  }

  /** Who makes the tokens, right and wrong ones; empty if the API knows callers otherwise. */
  public Optional<TokenIssuer> tokenIssuer() {
    return tokens.issuer();
  }

  /** The issuer that the authorizer reads keys from. */
  public IssuerStandIn issuer() {
    return issuer;
  }

  /** Address of the control planes: of API Gateway, which can block keys, and of Lambda. */
  public URI apiGateway() {
    return controlPlane.url();
  }

  public HuggingFaceStandIn standIn() {
    return standIn;
  }

  public SecretsManager secrets() {
    return secrets;
  }

  /** What runs the rules of the template, of labels that moved and of the hour. */
  public EventBus events() {
    return events;
  }

  /** Where the token is kept; empty if no secret is rotated. */
  public Optional<TokenPlace> token() {
    return token;
  }

  /** What holds the tables; closed before the front door is, it is away. */
  public DynamoDb dynamoDb() {
    return database;
  }

  /** What functions have put into log groups of their own. */
  public List<LogEvent> logEvents() {
    return logs.map(CloudWatchLogs::events).orElse(List.of());
  }

  /** The functions that the API calls, and those that tell it who calls. */
  public List<String> functionArns() {
    return api.functionArns();
  }

  /** Invokes one of them past the API. */
  public InvocationResult invoke(String functionArn, byte[] event)
      throws IOException, InterruptedException {
    return lambda.invoke(functionArn, event);
  }

  public ApiDescription describe() {
    return api.describe();
  }

  /** Where the keys are while it serves, for its owner alone. */
  Path stateFile() {
    return state.file();
  }

  /** Signs calls of the API, with the access key of a customer. */
  public RequestSigner signer() {
    return new RequestSigner(api.region(), clocks.wall());
  }

  /** The stage that is served. */
  RestApi api() {
    return api;
  }

  public Optional<WebAcl> webAcl() {
    return api.webAcl();
  }

  /** One line for each thing that the template holds and this host does not imitate. */
  public List<String> notModelled() {
    return notModelled.lines();
  }

  /** The functions' processes that run now. */
  public List<ProcessHandle> processes() {
    return lambda.processes();
  }

  private <T extends AutoCloseable> T kept(T part) {
    parts.push(part);
    return part;
  }

  /** Ends what was started, last first; one part that fails does not keep another alive. */
  @Override
  public synchronized void close() {
    while (!parts.isEmpty()) {
      try {
        parts.pop().close();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } catch (Exception e) {
        continue;
      }
    }
  }
}
