package io.portcullis.stacks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.portcullis.stacks.environment.Environments;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awscdk.App;
import software.amazon.awscdk.assertions.Template;

class FoundationStackTest {
  private static final Path ENVIRONMENTS = Path.of("../environments");

  @TempDir private Path folder;

  @Test
  void tellsTheRotationFunction_thatAnOperatorBringsTheToken() throws IOException {
    assertThat(settings(template("local")))
        .containsEntry("TOKEN_SOURCE", "STAGED")
        .containsEntry("GRACE_SECONDS", "3600")
        .containsEntry("MAXIMUM_AGE_SECONDS", "5184000")
        .doesNotContainKey("CREDENTIAL_ARN");
  }

  @Test
  void tellsTheRotationFunction_forWhichServiceAccountAndEndpointATokenIsMade() throws IOException {
    assertThat(settings(template("prod")))
        .contains(
            entry("TOKEN_SOURCE", "SERVICE_ACCOUNT"),
            entry("SERVICE_ACCOUNT", "65f0a1b2c3d4e5f6a7b8c9d0"),
            entry("ENDPOINT_NAMESPACE", "acme"),
            entry("ENDPOINT_NAME", "documents"))
        .containsKey("CREDENTIAL_ARN");
  }

  @Test
  void tellsTheRotationFunction_forWhomATokenIsExchanged() throws IOException {
    assertThat(settings(template("examples/private")))
        .contains(
            entry("TOKEN_SOURCE", "TOKEN_EXCHANGE"),
            entry("CLIENT_ID", "6f1c2f7e-1d3b-4c55-9a53-2a4c8f0e9b1d"),
            entry("SUBJECT", "inference@example.com"),
            entry("TOKEN_LIFETIME_SECONDS", "28800"));
  }

  @ParameterizedTest
  @CsvSource({
    "examples/public, public",
    "examples/protected, private",
    "examples/private, private"
  })
  void expectsTheTypeThatTheLevelNeeds(String environment, String type) throws IOException {
    assertThat(settings(template(environment))).containsEntry("ENDPOINT_TYPE", type);
  }

  @Test
  void keepsReplacedTokens_whereThereIsNoGrace() throws IOException {
    assertThat(settings(template("local", "grace: PT1H", "grace: PT0S")))
        .containsEntry("GRACE_SECONDS", "0");
  }

  @Test
  void makesANetworkForTheRotationFunction_whereItsEgressIsLimited() throws IOException {
    template("local").resourceCountIs("AWS::EC2::VPC", 0);

    var limited = template("local", "egress: INTERNET", "egress: LIMITED");
    limited.resourceCountIs("AWS::EC2::VPC", 1);
    limited.hasResourceProperties("AWS::EC2::Subnet", Map.of("AvailabilityZone", "us-east-1b"));
  }

  @Test
  void tellsWhereTheTokenIsKept_andWhoReplacesIt() throws IOException {
    assertThat(template("local").findOutputs("*"))
        .containsKeys("TokenSecretArn", "RotationFunctionName", "RotationLogGroupName")
        .doesNotContainKey("CredentialSecretArn");
    assertThat(template("prod").findOutputs("*")).containsKey("CredentialSecretArn");
  }

  private Template template(String environment) throws IOException {
    return template(environment, "", "");
  }

  /** Of an environment of the repository after a change of its file. */
  private Template template(String environment, String before, String after) throws IOException {
    var text = Files.readString(ENVIRONMENTS.resolve(environment + ".yaml"));
    assertThat(text).contains(before);
    Files.writeString(folder.resolve("test.yaml"), text.replace(before, after));
    var config = new Environments(folder).named("test").config();
    return Template.fromStack(new FoundationStack(new App(), "Foundation", config));
  }

  private static Map<String, Object> settings(Template template) {
    var settings = new TreeMap<String, Object>();
    template
        .findResources(
            "AWS::Lambda::Function",
            Map.of("Properties", Map.of("Handler", "io.portcullis.rotation.RotationHandler")))
        .values()
        .forEach(function -> settings.putAll(variables(function)));
    return settings;
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> variables(Map<String, Object> function) {
    var properties = (Map<String, Object>) function.get("Properties");
    var environment = (Map<String, Object>) properties.get("Environment");
    return (Map<String, Object>) environment.get("Variables");
  }
}
