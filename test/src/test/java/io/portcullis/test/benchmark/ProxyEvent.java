package io.portcullis.test.benchmark;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.portcullis.local.assembly.Environment;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;

/**
 * What API Gateway hands to the proxy for a call of a customer: its stage variables are the
 * template's, but for a quota that is never used up.
 *
 * @param text of the event around the body
 */
public record ProxyEvent(String text) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String BODY = "the body";
  private static final String CUSTOMER = "acme";
  private static final String QUOTA =
      "requests_minute=100000000&requests_day=100000000&tokens_minute=100000000000";

  /** Of a paragraph, as prompts are; each is another one, and no duplicate of the one before. */
  private static final String PROMPT =
      "Summarize what follows for a reader in a hurry. " + "The door is open by day. ".repeat(40);

  private static final AtomicLong PROMPTS = new AtomicLong();

  public static ProxyEvent of(Environment environment) {
    var variables = JSON.createObjectNode();
    environment
        .resources("AWS::ApiGateway::Stage")
        .forEach(stage -> stage.properties().map("Variables").forEach(variables::put));
    var key = Pattern.compile("(?:^|&)key=([^&]+)").matcher(variables.path(CUSTOMER).asText());
    if (!key.find()) {
      throw new IllegalArgumentException("the stage knows no key of '%s'".formatted(CUSTOMER));
    }
    // A quota without a table that keeps it is refused.
    variables.remove("PLAN_STANDARD");
    if (counted(environment)) {
      variables.put("PLAN_STANDARD", QUOTA);
    }
    var event =
        JSON.createObjectNode()
            .put("resource", "/v1/chat/completions")
            .put("path", "/v1/chat/completions")
            .put("httpMethod", "POST")
            .put("body", BODY)
            .put("isBase64Encoded", false);
    for (var header : new String[] {"Content-Type", "Accept"}) {
      event.withObject("/headers").put(header, "application/json");
      event.withObject("/multiValueHeaders").putArray(header).add("application/json");
    }
    event.set("stageVariables", variables);
    var context = event.putObject("requestContext").put("requestId", "a-request").put("stage", "v");
    context.putObject("authorizer").put("customer", CUSTOMER);
    context.putObject("identity").put("apiKeyId", key.group(1)).put("sourceIp", "127.0.0.1");
    return new ProxyEvent(event.toString());
  }

  private static boolean counted(Environment environment) {
    return environment.resources("AWS::Lambda::Function").stream()
        .flatMap(function -> function.properties().find("Environment").stream())
        .anyMatch(variables -> variables.path("Variables").has("STATE_TABLE"));
  }

  /** The body of a call that no other has. */
  public static String body() {
    return """
        {"model":"any","messages":[{"role":"user","content":"%d. %s"}],"max_tokens":64}"""
        .formatted(PROMPTS.incrementAndGet(), PROMPT);
  }

  public byte[] with(String body) {
    return text.replace(BODY, new String(JsonStringEncoder.getInstance().quoteAsString(body)))
        .getBytes(UTF_8);
  }
}
