package io.portcullis.local.controlplane;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.portcullis.local.http.Answer;
import io.portcullis.local.http.Call;
import io.portcullis.local.lambda.InvocationResult;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Lambda's action {@code Invoke}, synchronous.
 *
 * <p>Follows "Invoke" of the "AWS Lambda API Reference"
 * (docs.aws.amazon.com/lambda/latest/api/API_Invoke.html).
 */
record FunctionInvocations(FunctionHost functions) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern PATH = Pattern.compile("/2015-03-31/functions/([^/]+)/invocations");

  static boolean serves(Call call) {
    return call.method().equals("POST") && PATH.matcher(call.path()).matches();
  }

  Answer answer(Call call) throws IOException, InterruptedException {
    if (call.truncated()) {
      return error(413, "RequestTooLargeException", "the event is too large");
    }
    if (!call.headers()
        .first("X-Amz-Invocation-Type")
        .orElse("RequestResponse")
        .equals("RequestResponse")) {
      return error(400, "InvalidParameterValueException", "only RequestResponse is modelled");
    }
    var result = functions.invoke(name(call), call.body());
    return result.isPresent()
        ? answer(result.get())
        : error(404, "ResourceNotFoundException", "Function not found: " + name(call));
  }

  private static Answer answer(InvocationResult result) {
    if (result instanceof InvocationResult.Success success) {
      return answer(200, success.payload());
    }
    return result instanceof InvocationResult.FunctionError error
        ? answer(200, error.payload()).with("X-Amz-Function-Error", "Unhandled")
        : error(429, "TooManyRequestsException", "Rate Exceeded.");
  }

  private static String name(Call call) {
    var path = PATH.matcher(call.path());
    return path.matches() ? URLDecoder.decode(path.group(1), StandardCharsets.UTF_8) : "";
  }

  private static Answer error(int status, String type, String message) {
    var body = JSON.createObjectNode().put("Type", "User").put("Message", message);
    return answer(status, body.toString().getBytes(StandardCharsets.UTF_8))
        .with("x-amzn-ErrorType", type);
  }

  private static Answer answer(int status, byte[] body) {
    return Answer.json(status, "")
        .withBody(body)
        .with("X-Amz-Executed-Version", "$LATEST")
        .with("x-amzn-RequestId", UUID.randomUUID().toString());
  }
}
