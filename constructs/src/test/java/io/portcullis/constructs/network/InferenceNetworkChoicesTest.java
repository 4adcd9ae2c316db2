package io.portcullis.constructs.network;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Environment;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.ec2.SubnetSelection;
import software.amazon.awscdk.services.ec2.Vpc;

/** Which properties of a network go together. */
class InferenceNetworkChoicesTest {
  private final Stack stack = new Stack(new App(), "Test");

  @Test
  void needsAPrivateLinkService_atTheLevelPrivate() {
    assertRefused(
        TestNetwork.in(stack, "Network"),
        "'privateLinkService' is required at the security level PRIVATE,"
            + " Hugging Face shows it while the endpoint initializes");
  }

  @ParameterizedTest
  @EnumSource(value = SecurityLevel.class, names = "PRIVATE", mode = EnumSource.Mode.EXCLUDE)
  void refusesAPrivateLinkService_atAnotherLevel(SecurityLevel level) {
    assertRefused(
        TestNetwork.privateIn(stack).securityLevel(level),
        "'privateLinkService' needs the security level PRIVATE,"
            + " remove it or change the level, got '%s'".formatted(level));
  }

  @Test
  void refusesZonesOfAPrivateLink_atAnotherLevel() {
    assertRefused(
        TestNetwork.protectedIn(stack).privateLinkAvailabilityZones(List.of("us-east-1a")),
        "'privateLinkAvailabilityZones' needs the security level PRIVATE,"
            + " remove it or change the level, got 'PROTECTED'");
  }

  @Test
  void refusesAPrivateHostedZone_atAnotherLevel() {
    assertRefused(
        TestNetwork.protectedIn(stack).privateHostedZone(true),
        "'privateHostedZone' needs the security level PRIVATE,"
            + " remove it or change the level, got 'PROTECTED'");
  }

  @Test
  void refusesANatGateway_atTheLevelPrivate() {
    assertRefused(
        TestNetwork.privateIn(stack).natGateway(NatGatewayType.ZONAL),
        "'natGateway' cannot be combined with the security level PRIVATE, remove one of them");
  }

  @Test
  void refusesANatGateway_inAVpcOfOnesOwn() {
    assertRefused(
        TestNetwork.protectedIn(stack).vpc(vpc()).natGateway(NatGatewayType.ZONAL),
        "'natGateway' cannot be combined with 'vpc', remove one of them");
  }

  @Test
  void refusesZones_inAVpcOfOnesOwn() {
    assertRefused(
        TestNetwork.privateIn(stack).vpc(vpc()).availabilityZones(List.of("us-east-1a")),
        "'availabilityZones' cannot be combined with 'vpc', remove one of them");
  }

  @Test
  void refusesSubnets_withoutAVpcOfOnesOwn() {
    assertRefused(
        TestNetwork.privateIn(stack).vpcSubnets(SubnetSelection.builder().build()),
        "'vpcSubnets' needs 'vpc', give it or remove them");
  }

  @Test
  void refusesToResolveEveryName_withoutAVpcOfOnesOwn() {
    assertRefused(
        TestNetwork.privateIn(stack).dnsFirewall(false),
        "'dnsFirewall' can be turned off in a VPC of your own alone, give 'vpc' or remove it");
  }

  @Test
  void refusesFurtherDomains_whereEveryNameIsResolved() {
    assertRefused(
        TestNetwork.privateIn(stack).vpc(vpc()).allowedDomains(List.of("api.example.com")),
        "'allowedDomains' needs 'dnsFirewall' in a VPC of your own, set it or remove them");
  }

  @Test
  void refusesToAllowEveryDomain() {
    assertRefused(
        TestNetwork.privateIn(stack).allowedDomains(List.of("*")),
        "'allowedDomains' must be domains, such as 'api.example.com' or '*.example.com', got '*'");
  }

  @Test
  void refusesAZoneThatIsNamedTwice() {
    assertRefused(
        TestNetwork.privateIn(stack).availabilityZones(List.of("us-east-1a", "us-east-1a")),
        "'availabilityZones' must name each zone once, got 'us-east-1a' twice");
  }

  @Test
  void refusesAZoneOfThePrivateLinkThatIsNamedTwice() {
    assertRefused(
        TestNetwork.privateIn(stack)
            .privateLinkAvailabilityZones(List.of("us-east-1a", "us-east-1b", "us-east-1a")),
        "'privateLinkAvailabilityZones' must name each zone once, got 'us-east-1a' twice");
  }

  @ParameterizedTest
  @ValueSource(strings = {"eu-west-1a", "use1-az1", "us-east-1", "us-east-1aa", "us-east-10a", ""})
  void refusesAZoneOfAnotherRegion(String zone) {
    var here = new Stack(new App(), "Test", inUsEast1());

    assertRefused(
        TestNetwork.privateIn(here).availabilityZones(List.of("us-east-1a", zone)),
        "'availabilityZones' must be zones of the stack's Region, such as 'us-east-1a', got '%s'"
            .formatted(zone));
  }

  @Test
  void refusesAnAddressThatIsNotHttps() {
    assertRefused(
        TestNetwork.privateIn(stack).endpointUrl("http://models.example.com"),
        "'endpointUrl' must be an https address without a path, got 'http://models.example.com'");
  }

  @Test
  void needsAnAddress() {
    var builder = TestNetwork.privateIn(stack).endpointUrl(null);

    assertThatNullPointerException()
        .isThrownBy(builder::build)
        .withMessage("'endpointUrl' is required");
  }

  @Test
  void needsALevel() {
    var builder = TestNetwork.privateIn(stack).securityLevel(null);

    assertThatNullPointerException()
        .isThrownBy(builder::build)
        .withMessage("'securityLevel' is required");
  }

  private static StackProps inUsEast1() {
    return StackProps.builder()
        .env(Environment.builder().account("111111111111").region("us-east-1").build())
        .build();
  }

  private Vpc vpc() {
    return new Vpc(stack, "Vpc");
  }

  private static void assertRefused(
      InferenceNetworkProps.Builder<InferenceNetwork> builder, String message) {
    assertThatIllegalArgumentException().isThrownBy(builder::build).withMessage(message);
  }
}
