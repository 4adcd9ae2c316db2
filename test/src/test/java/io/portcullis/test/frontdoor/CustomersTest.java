package io.portcullis.test.frontdoor;

import static io.portcullis.test.frontdoor.FrontDoor.HELLO;
import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.stacks.customers.CustomersCommand;
import io.portcullis.test.Repository;
import io.portcullis.test.Synthesis;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Edits of an environment's file, or one command, and a customer can call or cannot. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CustomersTest {
  private static final String ACME_ADDRESS = "203.0.113.9";
  private static final String INITECH_ADDRESS = "198.51.100.200";
  private static final String INITECH =
      """
        initech:
          plan: trial
          keys: [first]
          sourceCidrs: [198.51.100.128/25]
          sourceVpcEndpoints: []
          principals: []
          subjects: ["initech|client"]
      """;

  private Path folder;
  private FrontDoor door;

  @BeforeAll
  void open(@TempDir Path folder) throws Exception {
    this.folder = folder;
    door =
        FrontDoor.of(
            Synthesis.edited("local", folder.resolve("environments"), CustomersTest::edited),
            folder);
  }

  @AfterAll
  void close() {
    door.close();
  }

  @Test
  void aCustomerAddedByAnEdit_canCall() throws Exception {
    assertThat(door.chat("initech", INITECH_ADDRESS, HELLO).statusCode()).isEqualTo(200);
  }

  @Test
  void aCustomerRemovedByAnEdit_cannotCall() throws Exception {
    var token = door.door().tokenIssuer().orElseThrow().token("globex-client").signed();

    var refused = door.chat(door.key("initech"), token, INITECH_ADDRESS, HELLO);

    assertThat(refused.statusCode()).isEqualTo(401);
    assertThat(refused.body()).contains("\"code\":\"identity_unauthorized\"");
  }

  @Test
  void aBlockedCustomer_cannotCallUntilItIsUnblocked() throws Exception {
    assertThat(acme().statusCode()).isEqualTo(200);

    command("block", "acme");
    var blocked = acme();
    var other = door.chat("initech", INITECH_ADDRESS, HELLO);
    command("unblock", "acme");

    assertThat(blocked.statusCode()).isEqualTo(403);
    assertThat(blocked.body()).contains("\"code\":\"plan_key_invalid\"");
    assertThat(other.statusCode()).isEqualTo(200);
    assertThat(acme().statusCode()).isEqualTo(200);
  }

  @Test
  void twoKeysOfACustomer_workAtOnce_andEachIsHandedOverAlone() throws Exception {
    for (var name : new String[] {"first", "second"}) {
      var key = command("key", "acme", "--key", name).strip();

      assertThat(door.chat(key, door.token("acme"), ACME_ADDRESS, HELLO).statusCode())
          .isEqualTo(200);
    }
  }

  private HttpResponse<String> acme() throws IOException, InterruptedException {
    return door.chat("acme", ACME_ADDRESS, HELLO);
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

  /** One customer more, one fewer, and one with a second key. */
  private static String edited(String text) {
    return text.replaceFirst("(?s)  globex:.*?\\n(?=\\ntags:)", INITECH)
        .replaceFirst("keys: \\[first\\]", "keys: [first, second]");
  }
}
