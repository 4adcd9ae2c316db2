package io.portcullis.authorizer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.Optional;
import java.util.regex.Pattern;

/** Which customer calls, as an authorizer says it. */
record Authorization(String customer, Optional<String> plan) {
  private static final ObjectWriter WRITER = JsonMapper.builder().build().writer();

  /** API and stage of the ARN of a method, before {@code /POST/v1/chat/completions}. */
  private static final Pattern STAGE = Pattern.compile("(arn:[^/]+/[^/]+)/.*");

  /**
   * API Gateway keeps the policy for the caller's next calls, whatever their route, so it names
   * every method of the stage (API Gateway Developer Guide, "Output from an API Gateway Lambda
   * authorizer").
   */
  byte[] json(String methodArn) throws JsonProcessingException {
    var answer = JsonNodeFactory.instance.objectNode().put("principalId", customer);
    answer
        .putObject("policyDocument")
        .put("Version", "2012-10-17")
        .putArray("Statement")
        .addObject()
        .put("Effect", "Allow")
        .put("Action", "execute-api:Invoke")
        .put("Resource", stage(methodArn) + "/*");
    var context = answer.putObject("context").put("customer", customer);
    plan.ifPresent(name -> context.put("plan", name));
    return WRITER.writeValueAsBytes(answer);
  }

  private static String stage(String methodArn) {
    var stage = STAGE.matcher(methodArn);
    if (!stage.matches()) {
      throw new IllegalArgumentException(
          "'methodArn' must be the ARN of a method, got '%s'".formatted(methodArn));
    }
    return stage.group(1);
  }
}
