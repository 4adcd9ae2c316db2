package io.portcullis.stacks.change;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.stacks.assembly.TestAssembly;
import io.portcullis.stacks.aws.FakeAws;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The command itself, with an AWS CLI that answers from files. */
class ChangeCommandTest {
  private static final String GET_TEMPLATE = "cloudformation.get-template";
  private static final String DESCRIBE_STACKS = "cloudformation.describe-stacks";
  private static final String NEXT =
      "{\"Resources\": {\"Token\": {\"Type\": \"AWS::SecretsManager::Secret\", \"Properties\": {}}}}";
  private static final String OTHER_TOKEN =
      "{\"Resources\": {\"OldToken\": {\"Type\": \"AWS::SecretsManager::Secret\"}}}";

  @TempDir private Path folder;

  private FakeAws aws;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void deployNothing() throws IOException {
    TestAssembly.write(
        folder.resolve("assembly"), "prod", Map.of("portcullis-prod-Foundation", NEXT));
    production(true);
    aws =
        new FakeAws(folder.resolve("bin"))
            .answers(
                "sts.assume-role",
                "{\"Credentials\": {\"AccessKeyId\": \"a\", \"SecretAccessKey\": \"b\", \"SessionToken\": \"c\"}}")
            .refuses(
                GET_TEMPLATE,
                "ValidationError",
                "Stack with id portcullis-prod-Foundation does not exist");
  }

  @Test
  void letsTheFirstDeploymentGoOn_sinceThereIsNothingToLose() {
    assertThat(change("deploy")).isZero();
    assertThat(out).hasToString("");
    assertThat(err).hasToString("");
  }

  @Test
  void readsWithTheRoleThatTheCdkReadsWith() {
    change("deploy");

    assertThat(aws.calls())
        .containsExactly(
            "sts assume-role --role-arn arn:aws:iam::111111111111:role/cdk-lookup"
                + " --role-session-name portcullis --region eu-west-1 --output json",
            "cloudformation get-template --stack-name portcullis-prod-Foundation"
                + " --region eu-west-1 --output json");
  }

  @Test
  void letsADeploymentGoOn_thatLosesNothing() {
    deployed(NEXT);

    assertThat(change("deploy")).isZero();
  }

  @Test
  void stopsADeploymentToProduction_thatLosesWhatIsStored() {
    deployed(OTHER_TOKEN);

    assertThat(change("deploy")).isEqualTo(1);
    assertThat(out)
        .hasToString(
            """
            LOST  what is stored, and no deployment brings back
              deleted      portcullis-prod-Foundation/OldToken
                           AWS::SecretsManager::Secret: it is no longer in the template; the new one is empty, calls fail without a token
            """);
    assertThat(err)
        .hasToString(
            "portcullis: deploying 'prod' would lose this, nothing was changed; if it is meant:"
                + " ./portcullis deploy prod --replace-state OldToken\n");
  }

  @Test
  void letsADeploymentGoOn_thatMayLoseWhatItNames() {
    deployed(OTHER_TOKEN);

    assertThat(change("deploy", "--replace-state", "OldToken")).isZero();
    assertThat(change("deploy", "--replace-state", "Token")).isEqualTo(1);
  }

  @Test
  void asksNothing_whereTheEnvironmentIsNotProduction() throws IOException {
    production(false);
    deployed(OTHER_TOKEN);

    assertThat(change("deploy")).isZero();
    assertThat(aws.calls()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          sts.assume-role             | cannot assume 'arn:aws:iam::111111111111:role/cdk-lookup': AccessDenied: you may not
          cloudformation.get-template | cannot read the template of 'portcullis-prod-Foundation': AccessDenied: you may not
          """)
  void stopsADeploymentToProduction_ifItMayNotReadWhatIsDeployed(String call, String reason) {
    aws.refuses(call, "AccessDenied", "you may not");

    assertThat(change("deploy")).isEqualTo(1);
    assertThat(err)
        .hasToString(
            "portcullis: 'prod' is production and is not deployed without knowing what that would"
                + " lose: %s\n".formatted(reason));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          sts.assume-role                 | {}                                  | AWS's answer has no credentials
          sts.assume-role                 | <html>                              | did not answer with a JSON object
          """)
  void stopsADeploymentToProduction_ifItCannotReadTheAnswer(
      String call, String answer, String reason) {
    aws.answers(call, answer);

    assertThat(change("deploy")).isEqualTo(1);
    assertThat(err.toString()).contains(reason);
  }

  @Test
  void stopsADeploymentToProduction_ifATemplateIsNone() {
    deployed("\"just text\"");

    assertThat(change("deploy")).isEqualTo(1);
    assertThat(err.toString()).contains("it has no resources");
  }

  @Test
  void readsATemplateThatIsYaml() {
    deployed("\"Resources:\\n  OldToken: {Type: 'AWS::SecretsManager::Secret'}\\n\"");

    assertThat(change("deploy")).isEqualTo(1);
    assertThat(err.toString()).contains("--replace-state OldToken");
  }

  @Test
  void stopsADeploymentToProduction_withoutTheAwsCli() {
    assertThat(changeWith("/nowhere", "deploy")).isEqualTo(1);
    assertThat(err.toString()).contains("'aws', the AWS CLI version 2, is not on the PATH");
  }

  @Test
  void tellsWhatAChangeLosesAndOpens() {
    deployed(
        """
        {"Resources": {"Token": {"Type": "AWS::SecretsManager::Secret", "Properties": {"Name": "a"}},
          "Acl": {"Type": "AWS::WAFv2::WebACL"}}}
        """);

    assertThat(change("diff")).isZero();
    assertThat(out)
        .hasToString(
            """
            LOST  what is stored, and no deployment brings back
              replaced     portcullis-prod-Foundation/Token
                           AWS::SecretsManager::Secret: 'Name' changes; the new one is empty, calls fail without a token

            OPENED  what was closed until now
              portcullis-prod-Foundation/Acl
                is gone: nothing is refused

            """);
  }

  @Test
  void tellsThatNothingIsDeployedYet() {
    assertThat(change("diff")).isZero();
    assertThat(out).hasToString("Nothing of 'prod' is deployed yet.\n\n");
  }

  @Test
  void letsAComparisonGoOn_thatCannotReadWhatIsDeployed() {
    aws.refuses("sts.assume-role", "AccessDenied", "you may not");

    assertThat(change("diff")).isZero();
    assertThat(err.toString())
        .startsWith("portcullis: what would be lost or opened is not known: cannot assume");
  }

  @Test
  void stopsADeletion_whileAStackIsProtected() {
    aws.answers(DESCRIBE_STACKS, "{\"Stacks\": [{\"EnableTerminationProtection\": true}]}");

    assertThat(change("destroy")).isEqualTo(1);
    assertThat(err)
        .hasToString(
            "portcullis: portcullis-prod-Foundation is protected from deletion, nothing was deleted;"
                + " if it is meant: aws cloudformation update-termination-protection"
                + " --no-enable-termination-protection --stack-name portcullis-prod-Foundation\n");
  }

  @Test
  void letsADeletionGoOn_whereNoStackIsProtected() {
    aws.answers(DESCRIBE_STACKS, "{\"Stacks\": [{\"EnableTerminationProtection\": false}]}");

    assertThat(change("destroy")).isZero();
  }

  @Test
  void letsADeletionGoOn_ofWhatDoesNotExist() {
    aws.refuses(DESCRIBE_STACKS, "ValidationError", "Stack with id a does not exist");

    assertThat(change("destroy")).isZero();
  }

  @Test
  void stopsADeletion_ifItMayNotRead() {
    aws.refuses(DESCRIBE_STACKS, "AccessDenied", "you may not");

    assertThat(change("destroy")).isEqualTo(1);
    assertThat(err.toString())
        .startsWith("portcullis: nothing is deleted without knowing which stacks are protected");
  }

  @Test
  void stopsADeletion_ifTheAnswerDoesNotSay() {
    aws.answers(DESCRIBE_STACKS, "{\"Stacks\": []}");

    assertThat(change("destroy")).isEqualTo(1);
  }

  private void production(boolean production) throws IOException {
    Files.writeString(folder.resolve("prod.yaml"), "production: %s\n".formatted(production));
  }

  private void deployed(String template) {
    aws.answers(GET_TEMPLATE, "{\"TemplateBody\": %s}".formatted(template));
  }

  private int change(String verb, String... options) {
    return changeWith("%s:%s".formatted(aws.path(), System.getenv("PATH")), verb, options);
  }

  private int changeWith(String path, String verb, String... options) {
    var arguments = new ArrayList<>(List.of(verb, "--env", "prod"));
    arguments.addAll(List.of("--assembly", folder.resolve("assembly").toString()));
    arguments.addAll(List.of("--environments", folder.toString()));
    arguments.addAll(List.of(options));
    return ChangeCommand.run(
        path,
        arguments.toArray(String[]::new),
        new PrintWriter(out, true),
        new PrintWriter(err, true));
  }
}
