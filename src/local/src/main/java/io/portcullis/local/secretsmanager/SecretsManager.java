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
  private final Operations operations;
  private final LoopbackServer server;
  private final ExecutorService rotations =
      Executors.newCachedThreadPool(
          task -> {
            var thread = new Thread(task, "rotation");
            thread.setDaemon(true);
            return thread;
          });

  private SecretsManager(SecretStore store, Rotation rotation) throws IOException {
    this.store = store;
    this.rotation = rotation;
    this.operations = new Operations(store, this::rotateLater);
    this.server = LoopbackServer.start("secrets-manager", 0, BODY_LIMIT, this::serve);
  }

  /** Serves the secrets of the template; nothing is rotated yet. */
  public static SecretsManager start(
      Environment environment, RotationFunction functions, InstantSource clock) throws IOException {
    return new SecretsManager(new SecretStore(environment, clock), new Rotation(functions));
  }

  public URI url() {
    return server.url();
  }

  /** ARNs of the secrets that have a rotation function. */
  public List<String> rotatedSecrets() {
    return store.rotated().stream().map(Secret::arn).toList();
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

  /** Stores a value under a label of the operator's own. */
  public void stage(String secretId, String value, String label) {
    try {
      store.find(secretId).put(UUID.randomUUID().toString(), value, List.of(label));
    } catch (SecretsManagerException e) {
      throw new AssemblyException(e.getMessage(), e);
    }
  }

  /** Rotates a secret and waits for the end. */
  public void rotate(String secretId) throws IOException, InterruptedException {
    try {
      var secret = store.find(secretId);
      var token = UUID.randomUUID().toString();
      rotation.begin(secret, token);
      succeed(secret, rotation.run(secret, token));
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
    rotation.begin(secret, token);
    CompletableFuture.runAsync(
        () -> {
          try {
            rotation.run(secret, token);
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
      reply.send(answer(200, operations.run(operation, request)));
    } catch (JsonProcessingException e) {
      reply.send(error("SerializationException", "the request is no JSON"));
    } catch (SecretsManagerException e) {
      reply.send(error(e.type(), e.getMessage()));
    }
  }

  private static Answer error(String type, String message) {
    return answer(400, JSON.createObjectNode().put("__type", type).put("Message", message))
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
