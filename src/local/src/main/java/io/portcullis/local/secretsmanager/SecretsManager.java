package io.portcullis.local.secretsmanager;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.portcullis.local.assembly.AssemblyException;
import io.portcullis.local.assembly.Environment;
import io.portcullis.local.http.Answer;
import io.portcullis.local.http.Call;
import io.portcullis.local.http.LoopbackServer;
import io.portcullis.local.http.Reply;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/**
 * Secrets Manager's API on loopback: AWS JSON 1.1, the operation in {@code X-Amz-Target}.
 *
 * <p>Follows the "AWS Secrets Manager API Reference"
 * (docs.aws.amazon.com/secretsmanager/latest/apireference/Welcome.html). Requests are not
 * authenticated: only this machine can send one.
 */
public final class SecretsManager implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int BODY_LIMIT = 128 * 1024;
  private static final String TARGET = "secretsmanager.";

  private final SecretStore store;
  private final Rotation rotation;
  private final LabelEvents events;
  private final Requests requests = new Requests();
  private final Operations operations;
  private final LoopbackServer server;
  private final ExecutorService rotations =
      Executors.newCachedThreadPool(
          task -> {
            var thread = new Thread(task, "rotation");
            thread.setDaemon(true);
            return thread;
          });

  private SecretsManager(SecretStore store, Rotation rotation, LabelEvents events)
      throws IOException {
    this.store = store;
    this.rotation = rotation;
    this.events = events;
    this.operations = new Operations(store, this::rotateLater);
    this.server = LoopbackServer.start("secrets-manager", 0, BODY_LIMIT, this::serve);
  }

  /**
   * Serves the secrets of the template; nothing is rotated yet.
   *
   * @param bus takes an event whenever a label has moved
   */
  public static SecretsManager start(
      Environment environment,
      RotationFunction functions,
      InstantSource clock,
      Consumer<JsonNode> bus)
      throws IOException {
    var events = new LabelEvents(bus);
    return new SecretsManager(
        new SecretStore(environment, clock, events), new Rotation(functions), events);
  }

  /** The same without a bus. */
  public static SecretsManager start(
      Environment environment, RotationFunction functions, InstantSource clock) throws IOException {
    return start(environment, functions, clock, event -> {});
  }

  public URI url() {
    return server.url();
  }

  /** ARNs of the secrets that have a rotation function. */
  public List<String> rotatedSecrets() {
    return store.rotated().stream().map(Secret::arn).toList();
  }

  /** ARN of a secret's rotation function. */
  public Optional<String> rotationFunction(String secretId) {
    return known(secretId).rotationFunction();
  }

  /** Answers every request with a fault, until {@link #recover()}. */
  public void fail(ServiceFault fault) {
    requests.fail(fault);
  }

  /**
   * Answers the next requests of an operation with a fault.
   *
   * @param operation such as {@code PutSecretValue}
   */
  public void fail(String operation, ServiceFault fault, int times) {
    requests.fail(operation, fault, times);
  }

  /** Answers as it should again. */
  public void recover() {
    requests.recover();
  }

  /** How many requests of an operation came, those included that were answered with a fault. */
  public int requests(String operation) {
    return requests.count(operation);
  }

  /** Does what setting the schedules does on AWS: a rotation at once, or only its test step. */
  public void applySchedules() throws IOException, InterruptedException {
    for (var secret : store.rotated()) {
      if (store.rotatesAtOnce(secret)) {
        rotate(secret.arn());
      } else {
        succeed(secret, rotation.test(secret));
      }
    }
  }

  /** Stores a value under a label of the operator's own, and returns the version. */
  public String stage(String secretId, String value, String label) {
    var version = UUID.randomUUID().toString();
    try {
      store.find(secretId).put(version, value, List.of(label));
    } catch (SecretsManagerException e) {
      throw new AssemblyException(e.getMessage(), e);
    }
    return version;
  }

  /** Version that a label sits on. */
  public Optional<String> versionLabelled(String secretId, String label) {
    return known(secretId).versionLabelled(label);
  }

  /** Rotates a secret and waits for the end. */
  public void rotate(String secretId) throws IOException, InterruptedException {
    var version = begin(secretId);
    succeed(known(secretId), run(known(secretId), version));
  }

  /** Begins a rotation of which the caller runs the steps, and returns the pending version. */
  public String begin(String secretId) {
    var version = UUID.randomUUID().toString();
    try {
      rotation.begin(known(secretId), version);
    } catch (SecretsManagerException e) {
      throw new AssemblyException(e.getMessage(), e);
    }
    return version;
  }

  /**
   * Runs one step for a version, and returns why it failed, if it did.
   *
   * @param step such as {@code createSecret}
   */
  public Optional<String> step(String secretId, String version, String step)
      throws IOException, InterruptedException {
    return rotation.step(known(secretId), version, step);
  }

  /** Runs all steps for the pending version again, as AWS does after a failure. */
  public void repeat(String secretId) throws IOException, InterruptedException {
    var secret = known(secretId);
    var pending =
        secret
            .versionLabelled(Secret.PENDING)
            .orElseThrow(
                () -> new AssemblyException("no version of '%s' is pending".formatted(secret)));
    succeed(secret, run(secret, pending));
  }

  private Optional<String> run(Secret secret, String version)
      throws IOException, InterruptedException {
    events.rotationBegins();
    try {
      return rotation.run(secret, version);
    } finally {
      events.rotationEnds();
    }
  }

  private Secret known(String secretId) {
    try {
      return store.find(secretId);
    } catch (SecretsManagerException e) {
      throw new AssemblyException(e.getMessage(), e);
    }
  }

  private static void succeed(Secret secret, Optional<String> failure) {
    failure.ifPresent(
        reason -> {
          throw new AssemblyException(
              "rotation of secret '%s' failed at %s".formatted(secret.name(), reason));
        });
  }

  private void rotateLater(Secret secret, String token) throws SecretsManagerException {
    if (!rotation.begin(secret, token)) {
      return;
    }
    CompletableFuture.runAsync(
        () -> {
          try {
            run(secret, token);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        },
        rotations);
  }

  private void serve(Call call, Reply reply) throws IOException {
    var target = call.headers().first("X-Amz-Target").orElse("");
    try {
      var request = JSON.readTree(call.bodyText());
      var operation = target.startsWith(TARGET) ? target.substring(TARGET.length()) : target;
      requests.admit(operation);
      reply.send(answer(200, operations.run(operation, request)));
    } catch (JsonProcessingException e) {
      reply.send(error(400, "SerializationException", "the request is no JSON"));
    } catch (SecretsManagerException e) {
      reply.send(error(e.status(), e.type(), e.getMessage()));
    }
  }

  private static Answer error(int status, String type, String message) {
    return answer(status, JSON.createObjectNode().put("__type", type).put("Message", message))
        .with("x-amzn-ErrorType", type);
  }

  private static Answer answer(int status, JsonNode body) {
    return Answer.of(status, "application/x-amz-json-1.1", body.toString())
        .with("x-amzn-RequestId", UUID.randomUUID().toString());
  }

  @Override
  public void close() {
    rotations.shutdownNow();
    server.close();
  }
}
