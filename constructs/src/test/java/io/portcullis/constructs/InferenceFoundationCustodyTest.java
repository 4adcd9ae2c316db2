package io.portcullis.constructs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.portcullis.constructs.customer.Customer;
import io.portcullis.constructs.customer.Plan;
import io.portcullis.constructs.network.RotationEgress;
import io.portcullis.constructs.policy.PolicyReport;
import io.portcullis.constructs.policy.PortcullisPolicies;
import io.portcullis.constructs.token.TokenSource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.Validations;
import software.amazon.awscdk.services.ec2.ISecurityGroup;
import software.amazon.awscdk.services.ec2.IVpc;
import software.amazon.awscdk.services.ec2.SecurityGroup;
import software.amazon.awscdk.services.ec2.SubnetSelection;
import software.amazon.awscdk.services.ec2.SubnetType;
import software.amazon.awscdk.services.ec2.Vpc;
import software.amazon.awscdk.services.ec2.VpcAttributes;

/** Where a foundation's tokens come from, and from where its rotation function asks for them. */
class InferenceFoundationCustodyTest {
  @TempDir private Path assembly;

  private final Stack stack = new Stack(new App(), "Test");

  @Test
  void stagesTokens_outsideOfAnyVpc_andEndsReplacedOnesAfterAnHour_byDefault() {
    var foundation = foundation().build();

    assertThat(variables())
        .containsEntry("TOKEN_SOURCE", "STAGED")
        .containsEntry("GRACE_SECONDS", "3600")
        .doesNotContainKeys("ENDPOINT_NAME", "ENDPOINT_TYPE", "MAXIMUM_AGE_SECONDS");
    assertThat(foundation.getToken().getCredential()).isEmpty();
    assertThat(foundation.getRotationNetwork()).isEmpty();
    assertThat(resources().types()).doesNotContain("AWS::EC2::VPC");
  }

  @Test
  void handsTheTokenItsSourceEndpointAndTimes() {
    serviceAccount(foundation())
        .endpointType("private")
        .grace(Duration.hours(2))
        .maximumAge(Duration.days(60))
        .build();

    assertThat(variables())
        .containsEntry("TOKEN_SOURCE", "SERVICE_ACCOUNT")
        .containsEntry("ENDPOINT_NAMESPACE", "acme")
        .containsEntry("ENDPOINT_NAME", "documents")
        .containsEntry("ENDPOINT_TYPE", "private")
        .containsEntry("GRACE_SECONDS", "7200")
        .containsEntry("MAXIMUM_AGE_SECONDS", "5184000");
  }

  @Test
  void runsTheRotationFunctionInAVpcOfYourOwn() {
    foundation()
        .vpc(vpc())
        .vpcSubnets(SubnetSelection.builder().subnetType(SubnetType.PRIVATE_ISOLATED).build())
        .securityGroups(List.of(group()))
        .build();

    assertThat(resources().named("FoundationTokenRotationFunction").get("VpcConfig").toString())
        .contains("subnet-0123456789abcdef1", "sg-0123456789abcdef0");
  }

  @Test
  void makesANetworkForTheRotationFunction_ifItsEgressIsLimited() {
    var foundation = limited(foundation()).build();

    assertThat(foundation.getRotationNetwork()).isPresent();
    assertThat(foundation.getRotationNetwork().get().getSecretsManagerEndpoint()).isPresent();
    assertThat(
            resources().named("FoundationRotationNetworkFlowLogGroup").get("KmsKeyId").toString())
        .contains("FoundationEncryptionKey");
    assertThat(resources().named("FoundationTokenRotationFunction").get("VpcConfig").toString())
        .contains("FoundationRotationNetworkRotationSubnet1Subnet");
  }

  @Test
  void limitsTheEgressOfTwo_inOneStack() {
    limited(foundation()).build();
    limited(InferenceFoundation.Builder.create(stack, "Other")).build();

    assertThat(resources().all("AWS::EC2::VPC")).hasSize(2);
  }

  @Test
  void refusesAVpcOfYourOwn_ifTheEgressIsLimited() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> limited(foundation()).vpc(vpc()).build())
        .withMessage("'vpc' cannot be combined with 'rotationEgress' LIMITED, remove one of them");
  }

  @Test
  void refusesZonesOfNoNetwork() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> foundation().availabilityZones(List.of("us-east-1a")).build())
        .withMessage("'availabilityZones' needs 'rotationEgress' LIMITED, set it or remove them");
  }

  @Test
  void refusesNoEgress() {
    assertThatNullPointerException()
        .isThrownBy(() -> foundation().rotationEgress(null).build())
        .withMessage("'rotationEgress' is required");
  }

  @Test
  void keepsThePolicies_withTokensOfAServiceAccount() throws IOException {
    var app = checkedApp();
    serviceAccount(InferenceFoundation.Builder.create(new Stack(app, "Test"), "Foundation"))
        .build();

    assertKeepsThePolicies(app);
  }

  @Test
  void keepsThePolicies_withExchangedTokensAndLimitedEgress_inTwoStacks() throws IOException {
    var app = checkedApp();
    var foundation =
        limited(InferenceFoundation.Builder.create(new Stack(app, "Kept"), "Foundation"))
            .scheduleExpression("rate(4 hours)")
            .source(TokenSource.tokenExchange("a1b2c3", "inference@example.com", Duration.hours(8)))
            .endpointNamespace("acme")
            .endpointName("documents")
            .endpointType("private")
            .build();
    InferenceGateway.Builder.create(new Stack(app, "Served"), "Gateway")
        .endpointUrl("https://abc.us-east-1.aws.endpoints.huggingface.cloud")
        .privateLinkService("com.amazonaws.vpce.us-east-1.vpce-svc-0123456789abcdef0")
        .customers(List.of(acme()))
        .foundation(foundation)
        .build();

    assertKeepsThePolicies(app);
  }

  private App checkedApp() {
    var app = App.Builder.create().outdir(assembly.toString()).build();
    Validations.of(app).addPlugins(new PortcullisPolicies());
    return app;
  }

  private void assertKeepsThePolicies(App app) throws IOException {
    app.synth();

    assertThat(PolicyReport.findings(assembly)).isEmpty();
  }

  private InferenceFoundationProps.Builder<InferenceFoundation> foundation() {
    return InferenceFoundation.Builder.create(stack, "Foundation");
  }

  private static InferenceFoundationProps.Builder<InferenceFoundation> serviceAccount(
      InferenceFoundationProps.Builder<InferenceFoundation> foundation) {
    return foundation
        .source(TokenSource.serviceAccount("65f0a1b2c3d4e5f6a7b8c9d0"))
        .endpointNamespace("acme")
        .endpointName("documents");
  }

  private static InferenceFoundationProps.Builder<InferenceFoundation> limited(
      InferenceFoundationProps.Builder<InferenceFoundation> foundation) {
    return foundation
        .rotationEgress(RotationEgress.LIMITED)
        .availabilityZones(List.of("us-east-1a", "us-east-1b"));
  }

  private static Customer acme() {
    return Customer.builder()
        .name("acme")
        .plan(new Plan("standard", 5, 10, 1000))
        .sourceCidrs(List.of("203.0.113.0/24"))
        .principals(List.of("arn:aws:iam::111122223333:role/acme"))
        .build();
  }

  private IVpc vpc() {
    return Vpc.fromVpcAttributes(
        stack,
        "Vpc",
        VpcAttributes.builder()
            .vpcId("vpc-0123456789abcdef0")
            .availabilityZones(List.of("us-east-1a"))
            .isolatedSubnetIds(List.of("subnet-0123456789abcdef1"))
            .isolatedSubnetRouteTableIds(List.of("rtb-0123456789abcdef1"))
            .build());
  }

  private ISecurityGroup group() {
    return SecurityGroup.fromSecurityGroupId(stack, "Group", "sg-0123456789abcdef0");
  }

  private Map<String, Object> variables() {
    return Json.json(
        resources().named("FoundationTokenRotationFunction").at("/Environment/Variables"));
  }

  private Resources resources() {
    return Resources.of(stack);
  }
}
