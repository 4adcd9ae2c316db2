package io.portcullis.local;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A function that knows from the stage's variables which API key belongs to which caller, and from
 * which addresses the caller may call.
 */
public final class CallerFunction implements RequestStreamHandler {
  static final String METRIC =
      "{\"_aws\":{\"Timestamp\":1,\"CloudWatchMetrics\":[{\"Namespace\":\"Portcullis\","
          + "\"Dimensions\":[[\"FunctionName\"]],\"Metrics\":[{\"Name\":\"Calls\"}]}]},"
          + "\"FunctionName\":\"f\",\"Calls\":1}";

  private static final String REFUSAL =
      """
      {"statusCode": 403, "body": "{\\"error\\":{\\"code\\":\\"%s\\",\\"layer\\":\\"identity\\"}}"}
      """;

  @Override
  public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
    System.out.println(METRIC);
    var event = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    out.write(answer(event).getBytes(StandardCharsets.UTF_8));
  }

  private static String answer(String event) {
    var caller =
        found("assumed-role/(\\w+)/local", event)
            .or(() -> found("\"authorizer\":\\{[^}]*\"customer\":\"(\\w+)\"", event));
    var binding = caller.flatMap(name -> found("\"" + name + "\":\"([^\"]+)\"", event)).orElse("");
    var key = found("\"apiKeyId\":\"(\\w+)\"", event);
    if (key.isEmpty() || !binding.contains("key=" + key.get() + "&")) {
      return REFUSAL.formatted("identity_key_mismatch");
    }
    var address = found("\"sourceIp\":\"([\\d.]+)\"", event).orElse("");
    return binding.contains("cidr=") && !binding.contains("cidr=" + address + "/32")
        ? REFUSAL.formatted("identity_network_mismatch")
        : "{\"statusCode\": 200, \"body\": \"{}\"}";
  }

  private static Optional<String> found(String pattern, String text) {
    var matcher = Pattern.compile(pattern).matcher(text);
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }
}
