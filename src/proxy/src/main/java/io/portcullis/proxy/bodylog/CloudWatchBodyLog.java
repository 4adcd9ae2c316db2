package io.portcullis.proxy.bodylog;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.portcullis.aws.AwsClient;
import io.portcullis.aws.AwsOperation;
import io.portcullis.aws.AwsReply;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.UUID;

/**
 * A group of Amazon CloudWatch Logs. Each execution environment writes a stream of its own, made
 * with its first event, since environments from one snapshot are alike until then. Needs {@code
 * logs:CreateLogStream} and {@code logs:PutLogEvents} on the group.
 */
public final class CloudWatchBodyLog implements BodyLog {
  /** Time for one attempt. */
  public static final Duration ATTEMPT = Duration.ofMillis(500);

  private static final AwsOperation CREATE_LOG_STREAM = AwsOperation.repeatable("CreateLogStream");
  private static final AwsOperation PUT_LOG_EVENTS = AwsOperation.once("PutLogEvents");
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("yyyy/MM/dd").withZone(ZoneOffset.UTC);

  private final AwsClient client;
  private final String group;
  private Optional<String> stream = Optional.empty();

  public CloudWatchBodyLog(AwsClient client, String group) {
    this.client = client;
    this.group = group;
  }

  @Override
  public synchronized Outcome write(Instant time, String message, Duration timeout) {
    var end = System.nanoTime() + timeout.toNanos();
    if (stream.isEmpty()) {
      var created = created(time, left(end));
      if (created != Outcome.WRITTEN) {
        return created;
      }
    }
    var request = request(stream.get());
    request
        .putArray("logEvents")
        .addObject()
        .put("timestamp", time.toEpochMilli())
        .put("message", message);
    var reply = client.call(PUT_LOG_EVENTS, request, left(end));
    return reply instanceof AwsReply.Answered answered
            && answered.body().has("rejectedLogEventsInfo")
        ? Outcome.REFUSED
        : outcome(reply);
  }

  private Outcome created(Instant time, Duration timeout) {
    var name = "%s/%s".formatted(DAY.format(time), UUID.randomUUID());
    var outcome = outcome(client.call(CREATE_LOG_STREAM, request(name), timeout));
    if (outcome == Outcome.WRITTEN) {
      stream = Optional.of(name);
    }
    return outcome;
  }

  private ObjectNode request(String name) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("logGroupName", group)
        .put("logStreamName", name);
  }

  private static Outcome outcome(AwsReply reply) {
    if (reply instanceof AwsReply.Answered) {
      return Outcome.WRITTEN;
    }
    if (reply instanceof AwsReply.Refused refused) {
      // An attempt whose answer was lost.
      return refused.type().equals("ResourceAlreadyExistsException")
          ? Outcome.WRITTEN
          : Outcome.REFUSED;
    }
    return Outcome.UNAVAILABLE;
  }

  private static Duration left(long end) {
    return Duration.ofNanos(Math.max(0, end - System.nanoTime()));
  }
}
