package io.portcullis.test.compliance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.cdklabs.cdknag.AwsSolutionsChecks;
import io.github.cdklabs.cdknag.NIST80053R5Checks;
import io.portcullis.constructs.InferenceFoundation;
import io.portcullis.constructs.InferenceGateway;
import io.portcullis.constructs.network.InferenceNetwork;
import io.portcullis.constructs.network.InferenceNetworkProps;
import io.portcullis.constructs.network.NatGatewayType;
import io.portcullis.constructs.network.SecurityLevel;
import io.portcullis.test.Synthesis;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Environment;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.Validations;
import software.amazon.awscdk.services.ec2.Vpc;
import software.amazon.awscdk.services.ec2.VpcAttributes;

/** What cdk-nag's packs say of the networks that no committed environment has. */
class NetworkRulePackTest {
  private static final List<String> ZONES = List.of("us-east-1a", "us-east-1b");

  @TempDir private Path folder;
  private App app;
  private Stack stack;

  @BeforeEach
  void createStack() {
    app = App.Builder.create().context(Synthesis.context()).outdir(folder.toString()).build();
    Validations.of(app).addPlugins(new AwsSolutionsChecks(app), new NIST80053R5Checks(app));
    stack =
        new Stack(
            app,
            "Test",
            StackProps.builder()
                .env(Environment.builder().account("111111111111").region("us-east-1").build())
                .build());
  }

  @ParameterizedTest
  @EnumSource(NatGatewayType.class)
  void findNothing_atTheLevelProtected(NatGatewayType type) throws IOException {
    network()
        .availabilityZones(ZONES)
        .securityLevel(SecurityLevel.PROTECTED)
        .natGateway(type)
        .build();

    assertThat(violations()).isEmpty();
  }

  @Test
  void findNothing_ifTheVpcAnswersForTheEndpointsHost() throws IOException {
    network()
        .availabilityZones(ZONES)
        .privateLinkService("com.amazonaws.vpce.us-east-1.vpce-svc-0123456789abcdef0")
        .privateHostedZone(true)
        .build();

    assertThat(violations()).isEmpty();
  }

  @Test
  void findNothing_inAVpcOfOnesOwn() throws IOException {
    network()
        .vpc(
            Vpc.fromVpcAttributes(
                stack,
                "Vpc",
                VpcAttributes.builder()
                    .vpcId("vpc-0123456789abcdef0")
                    .availabilityZones(ZONES.subList(0, 1))
                    .isolatedSubnetIds(List.of("subnet-0123456789abcdef0"))
                    .isolatedSubnetRouteTableIds(List.of("rtb-0123456789abcdef0"))
                    .build()))
        .privateLinkService("com.amazonaws.vpce.us-east-1.vpce-svc-0123456789abcdef0")
        .dnsFirewall(true)
        .build();

    assertThat(violations()).isEmpty();
  }

  @Test
  void findNothing_whereBodiesAreLogged() throws IOException {
    InferenceGateway.Builder.create(stack, "Gateway")
        .endpointUrl("https://abc.us-east-1.aws.endpoints.huggingface.cloud")
        .privateLinkService("com.amazonaws.vpce.us-east-1.vpce-svc-0123456789abcdef0")
        .availabilityZones(ZONES)
        .proxy(proxy -> proxy.bodyLogShare(0.01))
        .build();

    assertThat(violations()).isEmpty();
  }

  private InferenceNetworkProps.Builder<InferenceNetwork> network() {
    var foundation = InferenceFoundation.Builder.create(stack, "Foundation").build();
    return InferenceNetwork.Builder.create(stack, "Network")
        .endpointUrl("https://abc.us-east-1.aws.endpoints.huggingface.cloud")
        .tokenSecret(foundation.getToken().getSecret())
        .proxyRole(foundation.getProxyRole().getRole())
        .table(foundation.getTable())
        .encryptionKey(foundation.getEncryptionKey());
  }

  private List<String> violations() throws IOException {
    try {
      app.synth();
    } catch (RuntimeException e) {
      // A finding fails the synthesis; the report says which.
      assertThat(e.getMessage()).contains("Validation");
    }
    var report = new ObjectMapper().readTree(folder.resolve("validation-report.json").toFile());
    return report
        .get("pluginReports")
        .valueStream()
        .flatMap(plugin -> plugin.path("violations").valueStream())
        .map(JsonNode::toString)
        .toList();
  }
}
