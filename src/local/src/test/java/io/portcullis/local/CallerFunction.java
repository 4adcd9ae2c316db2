package io.portcullis.local;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/** A function that knows from the stage's variables which API key belongs to which role. */
public final class CallerFunction implements RequestStreamHandler {
  static final String METRIC =
      "{\"_aws\":{\"Timestamp\":1,\"CloudWatchMetrics\":[{\"Namespace\":\"Portcullis\","
          + "\"Dimensions\":[[\"FunctionName\"]],\"Metrics\":[{\"Name\":\"Calls\"}]}]},"
          + "\"FunctionName\":\"f\",\"Calls\":1}";

  private static final String MISMATCH =
      """
      {"statusCode": 403, "body": "{\\"error\\":{\\"code\\":\\"identity_key_mismatch\\",\\"layer\\":\\"identity\\"}}"}
      """;

  @Override
  public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
    System.out.println(METRIC);
    var event = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    var role = found("assumed-role/(\\w+)/local", event);
    var bound = role.flatMap(name -> found("\"" + name + "\":\"(\\w+),", event));
    var right = bound.equals(found("\"apiKeyId\":\"(\\w+)\"", event));
    var answer = right ? "{\"statusCode\": 200, \"body\": \"{}\"}" : MISMATCH;
    out.write(answer.getBytes(StandardCharsets.UTF_8));
  }

  private static Optional<String> found(String pattern, String text) {
    var matcher = Pattern.compile(pattern).matcher(text);
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }
}
