package io.portcullis.stacks.customers;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.stacks.aws.FakeAws;
import io.portcullis.stacks.environment.Environments;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command itself, for an environment of this repository. */
class CustomersCommandTest {
  @TempDir private Path folder;

  private FakeAws aws;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void makeAccount() {
    aws =
        new FakeAws(folder.resolve("bin"))
            .answers("sts.get-caller-identity", "{\"Account\": \"%s\"}".formatted(account()))
            .answers(
                "cloudformation.list-stack-resources.portcullis-prod-Gateway",
                """
                {"StackResourceSummaries": [
                  {"ResourceType": "AWS::ApiGateway::ApiKey", "PhysicalResourceId": "k1"}]}
                """)
            .answers(
                "apigateway.get-api-keys",
                """
                {"items": [{"id": "k1", "enabled": true,
                  "tags": {"portcullis:customer": "initech", "portcullis:key": "first"}}]}
                """)
            .answers("apigateway.get-api-key.k1", "{\"value\": \"v1\"}");
  }

  @Test
  void listsTheCustomers() {
    assertThat(customers("prod", "list")).isZero();
    assertThat(out.toString())
        .contains("  key       first  -  not deployed\n")
        .contains("initech: not in the file\n  key       first  k1  active, not in the file\n");
  }

  @Test
  void listsTheCustomersAsData() {
    assertThat(customers("prod", "list", "--json")).isZero();
    assertThat(out.toString()).startsWith("{\n  \"environment\" : \"prod\",");
  }

  @Test
  void printsAValue_andNothingElse() {
    assertThat(customers("prod", "key", "initech")).isZero();
    assertThat(out).hasToString("v1\n");
    assertThat(err).hasToString("");
  }

  @Test
  void saysWhatBlockingDid_andHowItIsUndone() {
    aws.answers("apigateway.update-api-key.k1", "{\"enabled\": false}");

    assertThat(customers("prod", "block", "initech")).isZero();
    assertThat(out)
        .hasToString(
            """
            Blocked 'initech': key first (k1)
            API Gateway needs some seconds. A deployment does not undo it, './portcullis customers prod unblock initech' does.
            """);
  }

  @Test
  void saysWhatIsStillActive_andFails() {
    aws.refuses("apigateway.update-api-key.k1", "TooManyRequestsException", "slow down");

    assertThat(customers("prod", "block", "initech")).isEqualTo(1);
    assertThat(err)
        .hasToString(
            "portcullis: 1 key of 'initech' still active: first (k1), TooManyRequestsException:"
                + " slow down\n");
    assertThat(out).hasToString("");
  }

  @Test
  void letsACustomerInAgain() {
    aws.answers("apigateway.update-api-key.k1", "{\"enabled\": true}");

    assertThat(customers("prod", "unblock", "initech")).isZero();
    assertThat(out.toString()).startsWith("Unblocked 'initech': key first (k1)\n");
  }

  @Test
  void saysOneLine_whereThereIsNoAwsCli() {
    aws = new FakeAws(folder.resolve("other"));
    folder.resolve("other/aws").toFile().delete();

    assertThat(customers("prod", "list")).isEqualTo(1);
    assertThat(err.toString())
        .startsWith("portcullis: 'aws', the AWS CLI version 2,")
        .hasLineCount(1);
  }

  @Test
  void saysOneLine_whereNobodyServesLocally() {
    assertThat(customers("local", "list")).isEqualTo(1);
    assertThat(err)
        .hasToString(
            "portcullis: environment 'local' is not served now, './portcullis local' serves it\n");
  }

  @Test
  void blocksLocally() throws IOException {
    try (var frontDoor = new ControlPlane().has("k1", "acme", "first")) {
      frontDoor.writeTo(folder);

      assertThat(customers("local", "block", "acme")).isZero();
      assertThat(out.toString()).startsWith("Blocked 'acme': key first (k1)\n");
      assertThat(LocalApiKeys.of(folder).all()).noneMatch(ApiKey::enabled);
    }
  }

  private int customers(String environment, String... arguments) {
    var all = new ArrayList<>(List.of(arguments));
    all.addAll(
        List.of(
            "--env",
            environment,
            "--environments",
            "../environments",
            "--state",
            folder.toString()));
    return CustomersCommand.run(
        aws.path(),
        all.toArray(String[]::new),
        new PrintWriter(out, true),
        new PrintWriter(err, true));
  }

  private static String account() {
    return new Environments(Path.of("../environments")).named("prod").config().account();
  }
}
