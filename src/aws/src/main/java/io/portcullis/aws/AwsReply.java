package io.portcullis.aws;

import com.fasterxml.jackson.databind.node.ObjectNode;

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
    @Override
    public String toString() {
      return "Refused[%s]".formatted(type);
    }
  }

  /** Nothing is known, not even whether the service did what it was asked for. */
  record Unavailable() implements AwsReply {}
}
