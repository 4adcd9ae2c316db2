package io.portcullis.aws;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;

/** What became of one call of a service. None of it prints what was received. */
public sealed interface AwsReply {

  /** The service did what it was asked for. */
  record Answered(ObjectNode body) implements AwsReply {
    @Override
    public String toString() {
      return "Answered";
    }
  }

  /**
   * The service did nothing.
   *
   * @param type of the error, such as {@code ConditionalCheckFailedException}
   * @param body of the error; its message may quote what was sent
   */
  record Refused(String type, ObjectNode body) implements AwsReply {
    /** As in AwsErrorCode of the SDK, without the codes of services that are not called. */
    private static final Set<String> THROTTLED =
        Set.of(
            "Throttling",
            "ThrottlingException",
            "ThrottledException",
            "ProvisionedThroughputExceededException",
            "TooManyRequestsException",
            "RequestLimitExceeded",
            "RequestThrottled",
            "RequestThrottledException");

    /** Whether it was too much at once, and no word about the request itself. */
    public boolean isThrottled() {
      return THROTTLED.contains(type);
    }

    @Override
    public String toString() {
      return "Refused[%s]".formatted(type);
    }
  }

  /** Nothing is known, not even whether the service did what it was asked for. */
  record Unavailable() implements AwsReply {}
}
