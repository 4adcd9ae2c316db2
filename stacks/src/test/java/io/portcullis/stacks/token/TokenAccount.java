package io.portcullis.stacks.token;

import io.portcullis.stacks.aws.FakeAws;
import io.portcullis.stacks.environment.Environments;
import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** An account with an environment of this repository, and the command that an operator types. */
final class TokenAccount {
  static final String VALUE = "hf_" + "planted".repeat(5);

  private final FakeAws aws;
  private final String environment;
  private final Path state;
  private final Map<String, String> variables = new HashMap<>();

  /** What a command came to. */
  record Result(int status, String out, String err) {}

  /**
   * An account in which nothing was rotated yet, and a token is staged.
   *
   * @param environment whose source the outputs are of
   */
  TokenAccount(String environment, Path folder) {
    this.aws = new FakeAws(folder.resolve("bin"));
    this.environment = environment;
    this.state = folder;
    variables.put("PATH", aws.path());
    variables.put("HOME", folder.toString());
    var config = new Environments(Path.of("../environments")).named(environment).config();
    var credential =
        config.token().source().word().equals("STAGED")
            ? ""
            : "{\"OutputKey\": \"CredentialSecretArn\", \"OutputValue\": \"credential-arn\"},";
    aws.answers("sts.get-caller-identity", "{\"Account\": \"%s\"}".formatted(config.account()))
        .answers(
            "cloudformation.describe-stacks.portcullis-%s-Foundation".formatted(environment),
            """
            {"Stacks": [{"Outputs": [ %s
              {"OutputKey": "TokenSecretArn", "OutputValue": "token-arn"},
              {"OutputKey": "RotationLogGroupName", "OutputValue": "log-group"},
              {"OutputKey": "RotationFunctionName", "OutputValue": "function"}]}]}
            """
                .formatted(credential))
        .answers("secretsmanager.put-secret-value", "{\"VersionId\": \"ClientRequestToken\"}")
        .answers("secretsmanager.rotate-secret", "{\"VersionId\": \"ClientRequestToken\"}")
        .answers("secretsmanager.update-secret-version-stage", "{}")
        .answers("secretsmanager.describe-secret", "{\"ARN\": \"token-arn\"}")
        .answers("logs.filter-log-events", "{\"events\": []}")
        .returns("{\"result\": \"retired\", \"versionId\": \"old\"}");
    holds(version("staged", "2026-11-02", "STAGED"), version("old", "2026-11-01", "AWSCURRENT"));
  }

  FakeAws aws() {
    return aws;
  }

  /** Of the environment of the command. */
  TokenAccount with(String variable, String value) {
    variables.put(variable, value);
    return this;
  }

  /** The versions of the token's secret. */
  TokenAccount holds(String... versions) {
    aws.answers(
        "secretsmanager.list-secret-version-ids",
        "{\"Versions\": [%s]}".formatted(String.join(",", versions)));
    return this;
  }

  /** The next rotation ends well at once. */
  TokenAccount rotates() {
    return holds(
        version("staged", "2026-11-02", "STAGED"),
        version("ClientRequestToken", "2026-11-03", "AWSCURRENT\", \"VERIFIED"),
        version("old", "2026-11-01", "AWSPREVIOUS"));
  }

  static String version(String id, String day, String labels) {
    return """
    {"VersionId": "%s", "VersionStages": ["%s"], "CreatedDate": "%sT09:00:00+00:00"}
    """
        .formatted(id, labels, day);
  }

  /** Lines that the function has logged. */
  TokenAccount logged(String... lines) {
    var events = new ArrayList<String>();
    for (var line : lines) {
      events.add("{\"message\": \"%s\"}".formatted(line.replace("\"", "\\\"")));
    }
    aws.answers("logs.filter-log-events", "{\"events\": [%s]}".formatted(String.join(",", events)));
    return this;
  }

  /** Types a command into which a program sends something. */
  Result type(String input, String... words) {
    var out = new StringWriter();
    var err = new StringWriter();
    var status =
        TokenCommand.run(
            variables,
            arguments(words).toArray(String[]::new),
            new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
            new PrintWriter(out, true),
            new PrintWriter(err, true));
    return new Result(status, out.toString(), err.toString());
  }

  /** The words of the program for those of a command. */
  List<String> arguments(String... words) {
    var all = new ArrayList<>(List.of(words));
    if (!all.contains("--env")) {
      all.addAll(List.of("--env", environment));
    }
    all.addAll(List.of("--environments", "../environments", "--state", state.toString()));
    return all;
  }

  /** The commands of the AWS CLI that change something. */
  List<String> changes() {
    return aws.calls().stream()
        .filter(call -> !call.matches("\\S+ (get|describe|list|filter)-.*"))
        .map(call -> call.replaceFirst(" --region \\S+ --output json$", ""))
        .toList();
  }
}
