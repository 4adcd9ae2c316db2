package io.portcullis.stacks.token;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.portcullis.stacks.aws.AwsAnswer;
import io.portcullis.stacks.aws.AwsCli;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The token of an account, by the AWS CLI. A value reaches the CLI by its standard input, since
 * others on the machine see a command's words.
 */
final class AwsCustody implements Custody {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String STANDARD_INPUT = "file:///dev/stdin";

  /**
   * Seconds: longer than the function takes at most, since the CLI, which waits for 60, would
   * invoke it again.
   */
  private static final String READ_TIMEOUT = "90";

  /** Longer than any schedule of the library waits. */
  private static final Duration STEPS = Duration.ofDays(35);

  /** Twice the hour that it looks in. */
  private static final Duration WATCH = Duration.ofHours(2);

  private final AwsCli aws;
  private final InstantSource clock;
  private final Map<String, String> outputs;

  private AwsCustody(AwsCli aws, InstantSource clock, Map<String, String> outputs) {
    this.aws = aws;
    this.clock = clock;
    this.outputs = outputs;
  }

  /**
   * The token of a stack.
   *
   * @param account whose credentials must be used; another one may have a stack of that name too
   */
  static AwsCustody of(AwsCli aws, InstantSource clock, String account, String stackName) {
    var actual = answer(aws.call("sts", "get-caller-identity")).path("Account").asText();
    if (!actual.equals(account)) {
      throw new CustodyException(
          "the credentials are of account %s, the environment is of %s".formatted(actual, account));
    }
    var stacks = aws.call("cloudformation", "describe-stacks", "--stack-name", stackName);
    if (isNotThere(stacks)) {
      throw new CustodyException("the environment is not deployed: no stack " + stackName);
    }
    var outputs = new HashMap<String, String>();
    for (var output : answer(stacks).at("/Stacks/0/Outputs")) {
      outputs.put(output.path("OutputKey").asText(), output.path("OutputValue").asText());
    }
    return new AwsCustody(aws, clock, outputs);
  }

  @Override
  public Optional<String> credential() {
    return Optional.ofNullable(outputs.get("CredentialSecretArn"));
  }

  @Override
  public SecretState token() {
    return SecretState.of(
        secret("describe-secret", secretArn()), secret("list-secret-version-ids", secretArn()));
  }

  @Override
  public SecretState credentialState() {
    return SecretState.of(
        secret("describe-secret", credential().orElseThrow()), JSON.createObjectNode());
  }

  @Override
  public String stage(String value) {
    return put(value, secretArn(), "--version-stages", SecretState.STAGED);
  }

  @Override
  public String storeCredential(String value) {
    return put(value, credential().orElseThrow());
  }

  @Override
  public void rotate(String versionId) {
    secret("rotate-secret", secretArn(), "--client-request-token", versionId);
  }

  @Override
  public void clear(String versionId) {
    secret(
        "update-secret-version-stage",
        secretArn(),
        "--version-stage",
        SecretState.PENDING,
        "--remove-from-version-id",
        versionId);
  }

  @Override
  public boolean revoke() {
    var event = JSON.createObjectNode().put("task", "revoke").put("secretId", secretArn());
    try {
      var file = Files.createTempFile("portcullis", ".json");
      try {
        var invoked =
            answer(
                aws.callWithInput(
                    event.toString(),
                    "lambda",
                    "invoke",
                    "--function-name",
                    output("RotationFunctionName"),
                    "--cli-read-timeout",
                    READ_TIMEOUT,
                    "--payload",
                    "fileb:///dev/stdin",
                    file.toString()));
        return Revocation.done(invoked.has("FunctionError"), Files.readString(file));
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new CustodyException("the function's answer cannot be read");
    }
  }

  @Override
  public List<LogLine> steps() {
    return log("step", STEPS);
  }

  @Override
  public Optional<LogLine> watch() {
    return log("task", WATCH).stream().filter(LogLine::ofWatch).reduce((first, last) -> last);
  }

  private List<LogLine> log(String property, Duration back) {
    var answer =
        answer(
            aws.call(
                "logs",
                "filter-log-events",
                "--log-group-name",
                output("RotationLogGroupName"),
                "--start-time",
                Long.toString(clock.instant().minus(back).toEpochMilli()),
                "--filter-pattern",
                "{ $.%s = \"*\" }".formatted(property)));
    return answer
        .path("events")
        .valueStream()
        .flatMap(event -> LogLine.parse(event.path("message").asText()).stream())
        .toList();
  }

  /** With an id of its own, so that a repetition by the CLI stores nothing twice. */
  private String put(String value, String arn, String... options) {
    var id = UUID.randomUUID().toString();
    var words =
        words(
            List.of(
                "secretsmanager",
                "put-secret-value",
                "--secret-id",
                arn,
                "--client-request-token",
                id,
                "--secret-string",
                STANDARD_INPUT),
            options);
    var stored = answer(aws.callWithInput(value, words)).path("VersionId").asText();
    if (!stored.equals(id)) {
      throw new CustodyException("Secrets Manager did not store it as version " + id);
    }
    return id;
  }

  private JsonNode secret(String operation, String arn, String... options) {
    return answer(
        aws.call(words(List.of("secretsmanager", operation, "--secret-id", arn), options)));
  }

  private static String[] words(List<String> first, String... options) {
    var all = new ArrayList<>(first);
    all.addAll(List.of(options));
    return all.toArray(String[]::new);
  }

  private String secretArn() {
    return output("TokenSecretArn");
  }

  private String output(String name) {
    return Optional.ofNullable(outputs.get(name))
        .orElseThrow(
            () ->
                new CustodyException(
                    "the stack has no output '%s', deploy the environment".formatted(name)));
  }

  private static boolean isNotThere(AwsAnswer answer) {
    return answer instanceof AwsAnswer.Refusal refusal
        && refusal.code().equals("ValidationError")
        && refusal.message().contains("does not exist");
  }

  private static JsonNode answer(AwsAnswer answer) {
    if (answer instanceof AwsAnswer.Body body) {
      return body.json();
    }
    throw new CustodyException(answer.toString());
  }
}
