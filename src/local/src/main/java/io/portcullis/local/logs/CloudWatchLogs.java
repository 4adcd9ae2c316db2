package io.portcullis.local.logs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.portcullis.local.assembly.Environment;
import io.portcullis.local.http.Answer;
import io.portcullis.local.http.Call;
import io.portcullis.local.http.LoopbackServer;
import io.portcullis.local.http.Reply;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/**
 * The two operations of CloudWatch Logs that put events, on loopback: AWS JSON 1.1, the operation
 * in {@code X-Amz-Target}. Follows the "Amazon CloudWatch Logs API Reference"
 * (docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/Welcome.html).
 */
public final class CloudWatchLogs implements AutoCloseable {
  /** By which the functions of the product know a group of their own. */
  private static final String VARIABLE = "BODY_LOG_GROUP";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String TARGET = "Logs_20140328.";

  /** Bytes of a batch, as {@code PutLogEvents} has it. */
  private static final int BODY_LIMIT = 1024 * 1024;

  private final Set<String> groups;
  private final Set<String> streams = ConcurrentHashMap.newKeySet();
  private final List<LogEvent> events = new CopyOnWriteArrayList<>();
  private final LoopbackServer server;

  private CloudWatchLogs(Set<String> groups) throws IOException {
    this.groups = groups;
    this.server = LoopbackServer.start("cloudwatch-logs", 0, BODY_LIMIT, this::serve);
  }

  /** Starts with groups that exist. */
  public static CloudWatchLogs start(Set<String> groups) throws IOException {
    return new CloudWatchLogs(Set.copyOf(groups));
  }

  /** Starts if a function of the template writes to a group of its own. */
  public static Optional<CloudWatchLogs> start(Environment environment) throws IOException {
    var groups =
        environment.resources("AWS::Lambda::Function").stream()
            .flatMap(function -> function.properties().find("Environment").stream())
            .map(variables -> variables.path("Variables").path(VARIABLE).asText())
            .filter(group -> !group.isEmpty())
            .collect(Collectors.toSet());
    return groups.isEmpty() ? Optional.empty() : Optional.of(start(groups));
  }

  public URI url() {
    return server.url();
  }

  /** Every event that was put, in the order of arrival. */
  public List<LogEvent> events() {
    return List.copyOf(events);
  }

  private void serve(Call call, Reply reply) throws IOException {
    var target = call.headers().first("X-Amz-Target").orElse("");
    try {
      var request = JSON.readTree(call.bodyText());
      reply.send(
          switch (target) {
            case TARGET + "CreateLogStream" -> createLogStream(request);
            case TARGET + "PutLogEvents" -> putLogEvents(request);
            default -> error("UnknownOperationException", "the operation is not modelled");
          });
    } catch (JsonProcessingException e) {
      reply.send(error("SerializationException", "the request is no JSON"));
    }
  }

  private Answer createLogStream(JsonNode request) {
    if (!groups.contains(group(request))) {
      return error("ResourceNotFoundException", "The specified log group does not exist.");
    }
    return streams.add(stream(request))
        ? answer(200, "")
        : error("ResourceAlreadyExistsException", "The specified log stream already exists");
  }

  private Answer putLogEvents(JsonNode request) {
    if (!streams.contains(stream(request))) {
      return error("ResourceNotFoundException", "The specified log stream does not exist.");
    }
    for (var event : request.path("logEvents")) {
      events.add(
          new LogEvent(
              group(request),
              request.path("logStreamName").asText(),
              Instant.ofEpochMilli(event.path("timestamp").asLong()),
              event.path("message").asText()));
    }
    return answer(200, JSON.createObjectNode().put("nextSequenceToken", "1").toString());
  }

  private static String group(JsonNode request) {
    return request.path("logGroupName").asText();
  }

  private static String stream(JsonNode request) {
    return group(request) + ":" + request.path("logStreamName").asText();
  }

  private static Answer error(String type, String message) {
    return answer(
        400, JSON.createObjectNode().put("__type", type).put("message", message).toString());
  }

  private static Answer answer(int status, String body) {
    return Answer.of(status, "application/x-amz-json-1.1", body)
        .with("x-amzn-RequestId", UUID.randomUUID().toString());
  }

  @Override
  public void close() {
    server.close();
  }
}
