package io.portcullis.test.frontdoor;

import static io.portcullis.test.frontdoor.FrontDoor.HELLO;
import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.stacks.customers.CustomersCommand;
import io.portcullis.stacks.environment.DeploymentEnvironment;
import io.portcullis.test.Repository;
import io.portcullis.test.Synthesis;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One edit of an environment's file, or one command, and a customer can call or cannot. */
class CustomersTest {
  private static final String ACME_ADDRESS = "203.0.113.9";
  private static final String GLOBEX_ADDRESS = "198.51.100.9";

  @TempDir private Path folder;

  @Test
  void aCustomerAddedByOneEdit_canCall() throws Exception {
    var initech =
        """
          initech:
            plan: trial
            keys: [first]
            sourceCidrs: [198.51.100.128/25]
            sourceVpcEndpoints: []
            principals: []
            subjects: ["initech|client"]
        """;

    try (var door =
        FrontDoor.of(edited(text -> text.replace("\ntags:", initech + "\ntags:")), folder)) {
      assertThat(door.chat("initech", "198.51.100.200", HELLO).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void aCustomerRemovedByOneEdit_cannotCall() throws Exception {
    var environment = edited(text -> text.replaceFirst("(?s)  globex:.*?\\n(?=\\ntags:)", ""));

    try (var door = FrontDoor.of(environment, folder)) {
      var token = door.door().tokenIssuer().orElseThrow().token("globex-client").signed();

      var refused = door.chat(door.key("acme"), token, ACME_ADDRESS, HELLO);

      assertThat(refused.statusCode()).isEqualTo(401);
      assertThat(refused.body()).contains("\"code\":\"identity_unauthorized\"");
    }
  }

  @Test
  void aBlockedCustomer_cannotCallUntilItIsUnblocked() throws Exception {
    try (var door = FrontDoor.of(Synthesis.environment("local"), folder)) {
      assertThat(door.chat("acme", ACME_ADDRESS, HELLO).statusCode()).isEqualTo(200);

      command("block", "acme");
      var blocked = door.chat("acme", ACME_ADDRESS, HELLO);
      var other = door.chat("globex", GLOBEX_ADDRESS, HELLO);
      command("unblock", "acme");

      assertThat(blocked.statusCode()).isEqualTo(403);
      assertThat(blocked.body()).contains("\"code\":\"plan_key_invalid\"");
      assertThat(other.statusCode()).isEqualTo(200);
      assertThat(door.chat("acme", ACME_ADDRESS, HELLO).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void twoKeysOfACustomer_workAtOnce_andEachIsHandedOverAlone() throws Exception {
    var environment =
        edited(text -> text.replaceFirst("keys: \\[first\\]", "keys: [first, second]"));

    try (var door = FrontDoor.of(environment, folder)) {
      for (var name : new String[] {"first", "second"}) {
        var key = command("key", "acme", "--key", name).strip();

        assertThat(door.chat(key, door.token("acme"), ACME_ADDRESS, HELLO).statusCode())
            .isEqualTo(200);
      }
    }
  }

  /** Runs {@code ./portcullis customers local …} against the front door of this test. */
  private String command(String verb, String... arguments) {
    var out = new StringWriter();
    var words = new ArrayList<String>();
    words.add(verb);
    words.addAll(List.of(arguments));
    words.addAll(
        List.of(
            "--env",
            "local",
            "--environments",
            Repository.environments().toString(),
            "--state",
            folder.resolve("state").toString()));
    var status =
        CustomersCommand.run(
            "",
            words.toArray(String[]::new),
            new PrintWriter(out, true),
            new PrintWriter(out, true));
    assertThat(status).as(out.toString()).isZero();
    return out.toString();
  }

  /** The local environment after an edit of its file. */
  private DeploymentEnvironment edited(UnaryOperator<String> edit) throws IOException {
    return Synthesis.edited("local", folder.resolve("environments"), edit);
  }
}
