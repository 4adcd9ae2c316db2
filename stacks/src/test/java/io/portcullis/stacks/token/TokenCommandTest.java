package io.portcullis.stacks.token;

import static io.portcullis.stacks.token.TokenAccount.VALUE;
import static io.portcullis.stacks.token.TokenAccount.version;
import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.stacks.token.TokenAccount.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The command itself, for environments of this repository. */
class TokenCommandTest {
  private static final String ID = "[0-9a-f-]{36}";
  private static final String LINE = "hf_plantedplantedplanted";

  @TempDir private Path folder;

  private TokenAccount staged;

  @BeforeEach
  void deploy() {
    staged = new TokenAccount("dev", folder);
  }

  @ParameterizedTest
  @ValueSource(strings = {LINE, LINE + "\n", LINE + "\r\n"})
  void stagesWhatIsSentToTheStandardInput(String input) {
    var result = staged.type(input, "stage");

    assertThat(result.out())
        .matches(
            "Staged the token as version "
                + ID
                + "\n'\\./portcullis token rotate dev' verifies it and makes it current\\.\n");
    assertThat(result.err()).isEmpty();
    assertThat(result.status()).isZero();
    assertThat(staged.aws().input()).isEqualTo(LINE);
    assertThat(staged.aws().calls()).noneMatch(call -> call.contains("planted"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''                                                   | nothing was entered",
        "hf_plantedplantedplanted\\nhf_plantedplantedplanted  | the value must be one line, got several",
        "hf_plantedplantedplanted\\n\\n                       | the value must be one line, got several",
        "planted                                              | the value must be 'hf_' followed by"
      })
  void storesNothing_ofAWrongValue_andDoesNotRepeatIt(String input, String reason) {
    var result = staged.type(input.translateEscapes(), "stage");

    assertThat(result.err()).startsWith("portcullis: " + reason).hasLineCount(1);
    assertThat(result.err() + result.out()).doesNotContain("planted");
    assertThat(result.status()).isEqualTo(1);
    assertThat(staged.changes()).isEmpty();
  }

  @Test
  void storesTheCredential_whereTokensAreMade() {
    var made = new TokenAccount("prod", folder);

    var result = made.type(VALUE, "stage");

    assertThat(result.out())
        .matches(
            "Stored the credential as version "
                + ID
                + "\n'\\./portcullis token rotate prod' tries it out\\.\n");
    assertThat(made.aws().input()).isEqualTo(VALUE);
  }

  @Test
  void rotates_andSaysWhatIsCurrentNow() {
    var result = staged.rotates().type("", "rotate");

    assertThat(result.out()).containsPattern("Version " + ID + " is current now\\.\n");
    assertThat(result.err()).isEmpty();
    assertThat(result.status()).isZero();
    assertThat(staged.changes())
        .singleElement()
        .asString()
        .matches("secretsmanager rotate-secret --secret-id token-arn --client-request-token " + ID);
  }

  @Test
  void saysWhyARotationFailed_asTheFunctionLoggedIt() {
    var result =
        staged
            .logged(
                "{\"step\":\"testSecret\",\"version_id\":\"ClientRequestToken\",\"result\":\"failed\",\"reason\":\"it may write too\"}")
            .type("", "rotate");

    assertFails(
        result,
        "portcullis: the rotation failed: testSecret failed: it may write too; the token stays as it was, './portcullis token rotate dev --clear' begins anew\n");
  }

  @Test
  void beginsAnew_withoutTheVersionThatFailed() {
    staged.holds(
        version("staged", "2026-11-02", "STAGED"),
        version("failed", "2026-11-02", "AWSPENDING"),
        version("old", "2026-11-01", "AWSCURRENT"));

    var refused = staged.type("", "rotate");
    staged
        .logged(
            "{\"step\":\"testSecret\",\"version_id\":\"ClientRequestToken\",\"result\":\"failed\"}")
        .type("", "rotate", "--clear");

    assertThat(refused.err())
        .startsWith("portcullis: a rotation is under way or has failed: version failed has been")
        .contains("'./portcullis token rotate dev --clear' takes 'AWSPENDING' off");
    assertThat(staged.changes().get(0))
        .isEqualTo(
            "secretsmanager update-secret-version-stage --secret-id token-arn --version-stage AWSPENDING --remove-from-version-id failed");
    assertThat(staged.changes().get(1)).startsWith("secretsmanager rotate-secret ");
  }

  @Test
  void revokesTheTokenThatWasCurrent_afterAnotherIs() {
    var result = staged.rotates().type("", "revoke", "--yes");

    assertThat(result.out())
        .endsWith("Revoked the replaced token: Hugging Face takes it no more.\n");
    assertThat(result.status()).isZero();
    assertThat(staged.changes())
        .extracting(TokenCommandTest::operation)
        .containsExactly("rotate-secret", "invoke");
  }

  @Test
  void revokesTheReplacedTokenAlone() {
    var result = staged.type("", "revoke", "--replaced", "--yes");

    assertThat(result.status()).isZero();
    assertThat(staged.changes())
        .singleElement()
        .asString()
        .matches(
            "lambda invoke --function-name function --cli-read-timeout 90 --payload fileb:///dev/stdin \\S+\\.json");
    assertThat(staged.aws().input()).isEqualTo("{\"task\":\"revoke\",\"secretId\":\"token-arn\"}");
  }

  @Test
  void revokesNothing_whereNobodyCanBeAsked() {
    var result = staged.rotates().type("y\n", "revoke");

    assertFails(result, "portcullis: who is to answer? say --yes where there is no terminal\n");
    assertThat(staged.changes()).isEmpty();
  }

  @Test
  void saysThatNothingWasRevoked_whenTheFunctionFails() {
    staged.aws().fails("{\"errorMessage\": \"the Hub is away\"}");

    assertFails(
        staged.type("", "revoke", "--replaced", "--yes"),
        "portcullis: the function did not revoke it: the Hub is away\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"hf_plantedplantedplanted", "--token=hf_plantedplantedplanted"})
  void refusesAnArgumentThatItDoesNotKnow_withoutRepeatingIt(String argument) {
    var result = staged.type("", "stage", argument);

    assertThat(result)
        .isEqualTo(
            new Result(
                2, "", "portcullis: an argument is wrong, see './portcullis token --help'\n"));
  }

  @Test
  void refusesAnUnknownVerb() {
    assertThat(staged.type("", "renew").status()).isEqualTo(2);
  }

  @Test
  void saysThatAnEnvironmentIsUnknown() {
    var result = staged.type("", "status", "--env", "nowhere");

    assertThat(result.status()).isEqualTo(1);
    assertThat(result.err()).startsWith("portcullis: ").contains("nowhere").hasLineCount(1);
  }

  @Test
  void saysThatAnEnvironmentIsNotDeployed() {
    staged
        .aws()
        .refuses(
            "cloudformation.describe-stacks.portcullis-dev-Foundation",
            "ValidationError",
            "Stack with id portcullis-dev-Foundation does not exist");

    assertFails(
        staged.type("", "status"),
        "portcullis: the environment is not deployed: no stack portcullis-dev-Foundation\n");
  }

  @Test
  void doesNothing_withCredentialsOfAnotherAccount() {
    staged.aws().answers("sts.get-caller-identity", "{\"Account\": \"999999999999\"}");

    var result = staged.type(VALUE, "stage");

    assertThat(result.status()).isEqualTo(1);
    assertThat(result.err()).startsWith("portcullis: the credentials are of account 999999999999,");
    assertThat(staged.changes()).isEmpty();
  }

  @Test
  void saysOneLine_whereThereIsNoAwsCli() {
    assertFails(
        staged.with("PATH", "/nowhere").type("", "status"),
        "portcullis: 'aws', the AWS CLI version 2, is not on the PATH, and Secrets Manager alone has the token\n");
  }

  @Test
  void storesNothing_whereTheCliKeepsAHistory() throws IOException {
    Files.createDirectories(folder.resolve(".aws"));
    Files.writeString(folder.resolve(".aws/config"), "[default]\ncli_history = enabled\n");

    var result = staged.type(VALUE, "stage");

    assertThat(result.status()).isEqualTo(1);
    assertThat(result.err()).contains("take 'cli_history' out of");
    assertThat(staged.changes()).isEmpty();
  }

  @Test
  void saysOneLine_whereNobodyServesLocally() {
    assertFails(
        staged.type("", "status", "--env", "local"),
        "portcullis: environment 'local' is not served now, './portcullis local' serves it\n");
  }

  private static void assertFails(Result result, String message) {
    assertThat(result).isEqualTo(new Result(1, "", message));
  }

  private static String operation(String call) {
    return call.split(" ")[1];
  }
}
