package io.portcullis.test.frontdoor;

import static io.portcullis.test.frontdoor.FrontDoor.HELLO;
import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.constructs.api.InferenceRoute;
import io.portcullis.stacks.EnvironmentStage;
import io.portcullis.test.Edits;
import io.portcullis.test.Synthesis;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awscdk.CfnResource;

/** Edits of an environment file and of a construct, and the front door behaves accordingly. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TemplateDrivesTest {
  private static final String ACME_ADDRESS = "192.0.2.9";
  private static final String HURRIED_ADDRESS = "192.0.2.10";
  private static final String GLOBEX_ADDRESS = "198.51.100.9";
  private static final String FORMER_ADDRESS = "203.0.113.9";

  private FrontDoor door;

  @BeforeAll
  void open(@TempDir Path folder) throws Exception {
    var environment =
        Synthesis.edited(
            "local",
            folder.resolve("environments"),
            Edits.of(
                "rateLimit: 300", "rateLimit: 10",
                "203.0.113.0/24", "192.0.2.0/25",
                "dailyQuota: 500", "dailyQuota: 1"));
    door = FrontDoor.of(environment, folder, TemplateDrivesTest::requireModel);
  }

  @AfterAll
  void close() {
    door.close();
  }

  @Test
  void aLowerRateLimit_refusesSooner() throws Exception {
    for (var i = 0; i < 10; i++) {
      assertThat(door.chat("acme", HURRIED_ADDRESS, HELLO).statusCode()).isEqualTo(200);
    }
    var refused = door.chat("acme", HURRIED_ADDRESS, HELLO);

    assertThat(refused.statusCode()).isEqualTo(429);
    assertThat(refused.body()).contains("\"code\":\"firewall_rate\"");
  }

  @Test
  void anotherRange_letsAnotherNetworkIn() throws Exception {
    assertThat(door.chat("acme", ACME_ADDRESS, HELLO).statusCode()).isEqualTo(200);
    assertThat(door.chat("acme", FORMER_ADDRESS, HELLO).body())
        .contains("\"code\":\"firewall_network\"");
  }

  @Test
  void aSmallerPlan_isUsedUpSooner() throws Exception {
    assertThat(door.chat("globex", GLOBEX_ADDRESS, HELLO).statusCode()).isEqualTo(200);
    assertThat(door.chat("globex", GLOBEX_ADDRESS, HELLO).body())
        .contains("\"code\":\"plan_quota_exceeded\"");
  }

  @Test
  void anotherSchemaInTheConstruct_refusesWhatItDoesNotFit() throws Exception {
    var withoutModel = HELLO.replace("\"model\":\"any\",", "");

    assertThat(door.chat("acme", ACME_ADDRESS, HELLO).statusCode()).isEqualTo(200);
    assertThat(door.chat("acme", ACME_ADDRESS, withoutModel).body())
        .contains("\"code\":\"request_body_invalid\"", "\"layer\":\"validation\"");
  }

  private static void requireModel(EnvironmentStage stage) {
    var model = stage.getGateway().getGateway().getApi().getModel(InferenceRoute.CHAT_COMPLETIONS);
    ((CfnResource) model.getNode().getDefaultChild())
        .addPropertyOverride("Schema.required", List.of("messages", "model"));
  }
}
