package io.portcullis.aws;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.portcullis.http.HttpReply;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What one attempt of a call came to.
 *
 * @param reply if it is the last one
 * @param again whether another attempt makes sense
 * @param date what the service says of the time
 */
record Attempt(AwsReply reply, Again again, Optional<String> date) {
  /** Whether it makes sense to try again. */
  enum Again {
    NO,
    /** If it does no harm to ask for it twice: it may be done. */
    IF_REPEATABLE,
    /** It was not done. */
    YES
  }

  /** As in AwsErrorCode of the SDK, without the codes of services that are not called. */
  private static final Set<String> CLOCK_SKEWED =
      Set.of(
          "RequestTimeTooSkewed",
          "RequestExpired",
          "RequestInTheFuture",
          "InvalidSignatureException",
          "SignatureDoesNotMatch",
          "AuthFailure");

  private static final Pattern TYPE = Pattern.compile("[A-Za-z]\\w{0,99}");

  private static final ObjectReader READER =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build()
          .readerFor(JsonNode.class);

  static Attempt of(HttpReply reply) {
    if (reply instanceof HttpReply.Answered answered) {
      return of(answered);
    }
    if (reply instanceof HttpReply.NotConnected) {
      return unavailable(Again.YES);
    }
    var lasting = reply instanceof HttpReply.TooLarge || reply instanceof HttpReply.Untrusted;
    return unavailable(lasting ? Again.NO : Again.IF_REPEATABLE);
  }

  private static Attempt of(HttpReply.Answered answered) {
    var body = object(answered.body());
    if (answered.status() == 200) {
      return body.map(AwsReply.Answered::new)
          .map(reply -> new Attempt(reply, Again.NO, Optional.empty()))
          .orElseGet(() -> unavailable(Again.IF_REPEATABLE));
    }
    var type = answered.status() < 400 ? Optional.<String>empty() : errorType(answered, body);
    var refused =
        type.map(
            name ->
                new AwsReply.Refused(name, body.orElseGet(JsonNodeFactory.instance::objectNode)));
    var throttled = refused.filter(AwsReply.Refused::isThrottled).isPresent();
    var failed = answered.status() >= 500 && !throttled;
    if (failed || refused.isEmpty()) {
      return unavailable(failed ? Again.IF_REPEATABLE : Again.NO);
    }
    return new Attempt(
        refused.get(),
        throttled ? Again.YES : Again.NO,
        Optional.ofNullable(answered.headers().get("date")));
  }

  boolean allowsAnother(AwsOperation operation) {
    return again == Again.YES || again == Again.IF_REPEATABLE && operation.repeatable();
  }

  /** Whether the service may have refused the time of the request. */
  boolean isClockSkewed() {
    return reply instanceof AwsReply.Refused refused && CLOCK_SKEWED.contains(refused.type());
  }

  static Attempt unavailable(Again again) {
    return new Attempt(new AwsReply.Unavailable(), again, Optional.empty());
  }

  /** The JSON object that a text is; none at all is an object of an operation without a result. */
  private static Optional<ObjectNode> object(byte[] text) {
    if (text.length == 0) {
      return Optional.of(JsonNodeFactory.instance.objectNode());
    }
    try {
      return READER.readValue(text) instanceof ObjectNode object
          ? Optional.of(object)
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /**
   * As "AWS JSON 1.1 protocol" (smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html) has it: of
   * {@code namespace#Type:address} the type.
   */
  private static Optional<String> errorType(
      HttpReply.Answered answered, Optional<ObjectNode> body) {
    return Stream.of(
            Optional.ofNullable(answered.headers().get("x-amzn-errortype")),
            body.map(object -> object.path("__type").textValue()),
            body.map(object -> object.path("code").textValue()))
        .flatMap(Optional::stream)
        .findFirst()
        .map(type -> type.substring(type.indexOf('#') + 1).split(":", 2)[0])
        .filter(type -> TYPE.matcher(type).matches());
  }
}
