package io.portcullis.test.frontdoor;

import static io.portcullis.test.frontdoor.FrontDoor.HELLO;
import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.constructs.api.InferenceRoute;
import io.portcullis.stacks.environment.DeploymentEnvironment;
import io.portcullis.test.Synthesis;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awscdk.CfnResource;

/** One edit of an environment file or a construct, and the front door behaves accordingly. */
class TemplateDrivesTest {
  private static final String CUSTOMER_ADDRESS = "203.0.113.9";
  private static final String STRANGER_ADDRESS = "192.0.2.9";

  @TempDir private Path folder;

  @Test
  void aLowerRateLimit_refusesSooner() throws Exception {
    var environment = edited("rateLimit: 300", "rateLimit: 10");

    try (var door = FrontDoor.of(environment, folder)) {
      for (var i = 0; i < 10; i++) {
        assertThat(door.chat("acme", CUSTOMER_ADDRESS, HELLO).statusCode()).isEqualTo(200);
      }
      var refused = door.chat("acme", CUSTOMER_ADDRESS, HELLO);

      assertThat(refused.statusCode()).isEqualTo(429);
      assertThat(refused.body()).contains("\"code\":\"firewall_rate\"");
    }
  }

  @Test
  void anotherRange_letsAnotherNetworkIn() throws Exception {
    var environment = edited("203.0.113.0/24", "192.0.2.0/24");

    try (var door = FrontDoor.of(environment, folder)) {
      assertThat(door.chat("acme", STRANGER_ADDRESS, HELLO).statusCode()).isEqualTo(200);
      assertThat(door.chat("acme", CUSTOMER_ADDRESS, HELLO).body())
          .contains("\"code\":\"firewall_network\"");
    }
  }

  @Test
  void aSmallerPlan_isUsedUpSooner() throws Exception {
    var environment = edited("dailyQuota: 10000", "dailyQuota: 1");

    try (var door = FrontDoor.of(environment, folder)) {
      door.chat("acme", CUSTOMER_ADDRESS, HELLO);

      assertThat(door.chat("acme", CUSTOMER_ADDRESS, HELLO).body())
          .contains("\"code\":\"plan_quota_exceeded\"");
    }
  }

  @Test
  void anotherSchemaInTheConstruct_refusesWhatItDoesNotFit() throws Exception {
    var withoutModel = HELLO.replace("\"model\":\"any\",", "");
    var environment = Synthesis.environment("local");

    try (var door =
        FrontDoor.of(
            environment,
            folder,
            stage -> {
              var model =
                  stage
                      .getGateway()
                      .getGateway()
                      .getApi()
                      .getModel(InferenceRoute.CHAT_COMPLETIONS);
              ((CfnResource) model.getNode().getDefaultChild())
                  .addPropertyOverride("Schema.required", List.of("messages", "model"));
            })) {
      assertThat(door.chat("acme", CUSTOMER_ADDRESS, HELLO).statusCode()).isEqualTo(200);
      assertThat(door.chat("acme", CUSTOMER_ADDRESS, withoutModel).body())
          .contains("\"code\":\"request_body_invalid\"", "\"layer\":\"validation\"");
    }
  }

  /** The local environment after one edit of its file. */
  private DeploymentEnvironment edited(String from, String to) throws IOException {
    return Synthesis.edited(
        "local",
        folder.resolve("environments"),
        text -> {
          assertThat(text).containsOnlyOnce(from);
          return text.replace(from, to);
        });
  }
}
