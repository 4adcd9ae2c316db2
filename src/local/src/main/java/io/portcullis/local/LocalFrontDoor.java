package io.portcullis.local;

import io.portcullis.local.apigateway.AccessLog;
import io.portcullis.local.apigateway.ApiDescription;
import io.portcullis.local.apigateway.Clocks;
import io.portcullis.local.apigateway.FunctionInvoker;
import io.portcullis.local.apigateway.RestApi;
import io.portcullis.local.assembly.AssemblyException;
import io.portcullis.local.assembly.CloudAssembly;
import io.portcullis.local.assembly.Environment;
import io.portcullis.local.dynamodb.DynamoDb;
import io.portcullis.local.http.LoopbackServer;
import io.portcullis.local.huggingface.HuggingFaceStandIn;
import io.portcullis.local.lambda.InvocationResult;
import io.portcullis.local.lambda.Lambda;
import io.portcullis.local.lambda.ProcessVariables;
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
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

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

  /** Label under which an operator stages a new token. */
  private static final String STAGED = "STAGED";

  private final Environment environment;
  private final Deque<AutoCloseable> parts = new ArrayDeque<>();
  private final HuggingFaceStandIn standIn;
  private final SecretsManager secrets;
  private final Lambda lambda;
  private final RestApi api;
  private final URI url;
  private final LocalState state;
  private final NotModelled notModelled;

  private LocalFrontDoor(LocalOptions options, FrontDoorListener listener)
      throws IOException, InterruptedException {
    this.environment = CloudAssembly.read(options.assembly()).environment(options.environment());
    Files.createDirectories(options.state());
    var background = Executors.newCachedThreadPool(LocalFrontDoor::daemon);
    try {
      var database = background.submit(() -> DynamoDb.start(environment));
      parts.push(() -> database.get().close());
      var accessLog = new AccessLog(options.state().resolve("logs").resolve("access.log"));
      var apis = RestApi.of(environment, this::integrate, accessLog, Clocks.system());
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
      this.secrets = kept(SecretsManager.start(environment, this::rotate, InstantSource.system()));
      var endpoints =
          Map.of(
              "AWS_ENDPOINT_URL_DYNAMODB", done(database).url(),
              "AWS_ENDPOINT_URL_SECRETS_MANAGER", secrets.url(),
              // Any other service answers that it does not know the operation.
              "AWS_ENDPOINT_URL", secrets.url());
      this.lambda =
          kept(
              new Lambda(
                  environment, new ProcessVariables(endpoints, standIn.url()), options.state()));
      provision(background);
      this.state =
          kept(LocalState.write(options.state(), url.toString(), api.region(), describe()));
      this.notModelled = NotModelled.of(environment, partsNotModelled());
    } catch (IOException | InterruptedException | RuntimeException e) {
      close();
      throw e;
    } finally {
      background.shutdown();
    }
  }

  /**
   * Starts everything and waits until the first call can be answered.
   *
   * @param listener is told about every request, on the request's thread
   */
  public static LocalFrontDoor open(LocalOptions options, FrontDoorListener listener)
      throws IOException, InterruptedException {
    return new LocalFrontDoor(options, listener);
  }

  /** What a deployment and an operator do before the first call. */
  private void provision(ExecutorService background) throws IOException, InterruptedException {
    var warm = new ArrayList<Future<Void>>();
    for (var arn : api.functionArns()) {
      warm.add(
          background.submit(
              () -> {
                lambda.warmUp(arn);
                return null;
              }));
    }
    secrets.applySchedules();
    for (var arn : secrets.rotatedSecrets()) {
      secrets.stage(arn, standIn.tokens().issue(), STAGED);
      secrets.rotate(arn);
    }
    for (var started : warm) {
      done(started);
    }
  }

  private static RestApi only(List<RestApi> apis) {
    if (apis.size() != 1) {
      throw new AssemblyException(
          "the environment must have one stage of one REST API, got %d".formatted(apis.size()));
    }
    return apis.get(0);
  }

  private static <T> T done(Future<T> future) throws IOException, InterruptedException {
    try {
      return future.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof AssemblyException cause) {
        throw cause;
      }
      throw new IOException(e.getCause().getMessage(), e.getCause());
    }
  }

  private FunctionInvoker.Result integrate(String functionArn, byte[] event)
      throws IOException, InterruptedException {
    var result = lambda.invoke(functionArn, event);
    if (result instanceof InvocationResult.Success success) {
      return new FunctionInvoker.Result.Returned(success.payload());
    }
    return result instanceof InvocationResult.Rejected
        ? new FunctionInvoker.Result.Rejected()
        : new FunctionInvoker.Result.Failed();
  }

  private Optional<String> rotate(String functionArn, String event)
      throws IOException, InterruptedException {
    return RotationResult.failure(lambda.invoke(functionArn, RotationResult.bytes(event)));
  }

  private List<String> partsNotModelled() {
    var lines = new ArrayList<String>();
    api.webAcl().map(WebAcl::notEvaluated).ifPresent(lines::addAll);
    lines.addAll(lambda.notRun());
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

  /** API key of each customer. */
  public Map<String, String> keys() {
    var keys = new TreeMap<String, String>();
    describe().customers().forEach(customer -> keys.put(customer.name(), customer.key().value()));
    return keys;
  }

  public HuggingFaceStandIn standIn() {
    return standIn;
  }

  public SecretsManager secrets() {
    return secrets;
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
    return new RequestSigner(api.region());
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

  private static Thread daemon(Runnable task) {
    var thread = new Thread(task, "start");
    thread.setDaemon(true);
    return thread;
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
