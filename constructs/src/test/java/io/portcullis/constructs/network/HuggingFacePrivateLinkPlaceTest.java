package io.portcullis.constructs.network;

import static io.portcullis.constructs.Json.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.portcullis.constructs.Json;
import io.portcullis.constructs.Resources;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awscdk.App;
import software.amazon.awscdk.CfnParameter;
import software.amazon.awscdk.Environment;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.ec2.SecurityGroup;
import software.amazon.awscdk.services.ec2.SubnetConfiguration;
import software.amazon.awscdk.services.ec2.SubnetType;
import software.amazon.awscdk.services.ec2.Vpc;

/** Where a private link stands, and under which name it is found. */
class HuggingFacePrivateLinkPlaceTest {
  private final Stack stack =
      new Stack(
          new App(),
          "Test",
          StackProps.builder()
              .env(Environment.builder().account("111111111111").region("us-east-1").build())
              .build());

  @Test
  void standsInEveryZoneOfTheSubnets_byDefault() {
    privateLink().build();

    assertThat(subnetIds()).hasSize(3);
  }

  @Test
  void standsInTheGivenZones() {
    privateLink().availabilityZones(List.of("us-east-1c", "us-east-1a")).build();

    assertThat(subnetIds())
        .isEqualTo(
            Json.list(
                """
                [ { "Ref": "VpcIsolatedSubnet1Subnet" }, { "Ref": "VpcIsolatedSubnet3Subnet" } ]
                """));
  }

  @Test
  void refusesAZoneWithoutASubnet() {
    assertRefused(
        privateLink().availabilityZones(List.of("us-east-1a", "us-east-1f")),
        "'availabilityZones' must be zones of the subnets"
            + " [us-east-1a, us-east-1b, us-east-1c], got 'us-east-1f'");
  }

  @Test
  void refusesAZoneThatIsNamedTwice() {
    assertRefused(
        privateLink().availabilityZones(List.of("us-east-1a", "us-east-1a")),
        "'availabilityZones' must name each zone once, got 'us-east-1a' twice");
  }

  @ParameterizedTest
  @ValueSource(strings = {"eu-west-1a", "use1-az4"})
  void refusesAZoneOfAnotherRegion(String zone) {
    assertRefused(
        privateLink().availabilityZones(List.of(zone)),
        "'availabilityZones' must be zones of the stack's Region, such as 'us-east-1a', got '%s'"
            .formatted(zone));
  }

  @Test
  void refusesAServiceOfAnotherRegion() {
    assertRefused(
        privateLink().serviceName("com.amazonaws.vpce.eu-west-1.vpce-svc-0123456789abcdef0"),
        "'serviceName' must be in the stack's Region 'us-east-1',"
            + " got 'com.amazonaws.vpce.eu-west-1.vpce-svc-0123456789abcdef0'");
  }

  @Test
  void claimsNoName_byDefault() {
    var privateLink = privateLink().endpointHost(TestNetwork.HOST).build();

    assertThat(privateLink.getHostedZone()).isEmpty();
    assertThat(Resources.of(stack).types())
        .doesNotContain("AWS::Route53::HostedZone", "AWS::Route53::RecordSet");
  }

  @Test
  void answersForTheHostAlone_ifTold() {
    privateLink().privateHostedZone(true).endpointHost(TestNetwork.HOST).build();

    var resources = Resources.of(stack);
    assertThat(Json.json(resources.only("AWS::Route53::HostedZone")))
        .isEqualTo(
            json(
                """
                {
                  "Name": "abc.us-east-1.aws.endpoints.huggingface.cloud.",
                  "VPCs": [ { "VPCId": { "Ref": "Vpc" }, "VPCRegion": "us-east-1" } ]
                }
                """));
    assertThat(Json.json(resources.only("AWS::Route53::RecordSet")))
        .isEqualTo(
            json(
                """
                {
                  "Name": "abc.us-east-1.aws.endpoints.huggingface.cloud.",
                  "Type": "A",
                  "HostedZoneId": { "Ref": "PrivateLinkHostedZone" },
                  "AliasTarget": { "HostedZoneId": %s, "DNSName": %s }
                }
                """
                    .formatted(partOfFirstName(0), partOfFirstName(1))));
  }

  @Test
  void answersForAHostThatIsKnownOnlyAtDeployment() {
    var host = CfnParameter.Builder.create(stack, "Host").build().getValueAsString();

    privateLink().privateHostedZone(true).endpointHost(host).build();

    assertThat(Json.json(Resources.of(stack).only("AWS::Route53::HostedZone").get("Name")))
        .isEqualTo(json("{ \"Fn::Join\": [ \"\", [ { \"Ref\": \"Host\" }, \".\" ] ] }"));
  }

  @Test
  void needsAHost_toAnswerForIt() {
    assertRefused(
        privateLink().privateHostedZone(true),
        "'endpointHost' is required with 'privateHostedZone', it is the zone's name");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://abc.example.com",
        "abc.example.com:443",
        "abc.example.com.",
        "ABC.example.com",
        "*.example.com",
        "cloud",
        ""
      })
  void refusesWhatIsNoHost(String host) {
    assertRefused(
        privateLink().privateHostedZone(true).endpointHost(host),
        "'endpointHost' must be a host name in lower case, got '%s'".formatted(host));
  }

  /** A private link in three zones with every required property, for tests to vary. */
  private HuggingFacePrivateLinkProps.Builder<HuggingFacePrivateLink> privateLink() {
    var vpc =
        Vpc.Builder.create(stack, "Vpc")
            .availabilityZones(List.of("us-east-1a", "us-east-1b", "us-east-1c"))
            .subnetConfiguration(
                List.of(
                    SubnetConfiguration.builder()
                        .name("Isolated")
                        .subnetType(SubnetType.PRIVATE_ISOLATED)
                        .build()))
            .build();
    return HuggingFacePrivateLink.Builder.create(stack, "PrivateLink")
        .vpc(vpc)
        .serviceName(TestNetwork.SERVICE)
        .clientSecurityGroup(SecurityGroup.Builder.create(stack, "Client").vpc(vpc).build());
  }

  private List<Object> subnetIds() {
    return Json.list(Resources.of(stack).only("AWS::EC2::VPCEndpoint").get("SubnetIds"));
  }

  /** The Regional name of an interface endpoint is its first, as {@code <zone id>:<name>}. */
  private static String partOfFirstName(int part) {
    return """
        { "Fn::Select": [ %d, { "Fn::Split": [ ":",
          { "Fn::Select": [ 0, { "Fn::GetAtt": [ "PrivateLink", "DnsEntries" ] } ] } ] } ] }
        """
        .formatted(part);
  }

  private static void assertRefused(
      HuggingFacePrivateLinkProps.Builder<HuggingFacePrivateLink> builder, String message) {
    assertThatIllegalArgumentException().isThrownBy(builder::build).withMessage(message);
  }
}
