package io.portcullis.constructs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.portcullis.constructs.customer.Customer;
import io.portcullis.constructs.customer.Plan;
import io.portcullis.constructs.network.SecurityLevel;
import io.portcullis.constructs.policy.DataClass;
import io.portcullis.constructs.policy.PolicyReport;
import io.portcullis.constructs.policy.PortcullisPolicies;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awscdk.App;
import software.amazon.awscdk.CfnParameter;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.Validations;
import software.amazon.awscdk.services.apigateway.AuthorizationType;
import software.amazon.awscdk.services.ec2.IpAddresses;
import software.amazon.awscdk.services.ec2.SubnetConfiguration;
import software.amazon.awscdk.services.ec2.SubnetSelection;
import software.amazon.awscdk.services.ec2.SubnetType;
import software.amazon.awscdk.services.ec2.Vpc;
import software.amazon.awscdk.services.ec2.VpcAttributes;
import software.amazon.awscdk.services.iam.AccountPrincipal;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.sns.Topic;

/** A gateway among what a team has already. */
class InferenceGatewayCompositionTest {
  private static final String OWN_ACL =
      "arn:aws:wafv2:us-east-1:111111111111:regional/webacl/own/0123456789ab";

  @TempDir private Path assembly;

  private final Stack stack = new Stack(new App(), "Test");

  @Test
  void standsBehindAWebAclOfYourOwn() {
    var gateway = gateway(stack, "Gateway").webAclArn(OWN_ACL).build();

    assertThat(gateway.getFirewall()).isEmpty();
    assertThat(resources().types()).doesNotContain("AWS::WAFv2::WebACL", "AWS::WAFv2::IPSet");
    assertThat(resources().only("AWS::WAFv2::WebACLAssociation").get("WebACLArn").textValue())
        .isEqualTo(OWN_ACL);
  }

  @Test
  void runsInAVpcOfYourOwn() {
    var vpc =
        Vpc.Builder.create(stack, "Own")
            .ipAddresses(IpAddresses.cidr("10.1.0.0/16"))
            .natGateways(0)
            .subnetConfiguration(
                List.of(
                    SubnetConfiguration.builder()
                        .name("Own")
                        .subnetType(SubnetType.PRIVATE_ISOLATED)
                        .build()))
            .build();

    gateway(stack, "Gateway").network(network -> network.vpc(vpc)).build();

    assertThat(resources().all("AWS::EC2::VPC")).hasSize(1);
    assertThat(proxy().at("/VpcConfig/SubnetIds").findValuesAsText("Ref"))
        .containsExactly("OwnOwnSubnet1Subnet", "OwnOwnSubnet2Subnet");
  }

  @Test
  void runsInAnImportedVpc() {
    var vpc =
        Vpc.fromVpcAttributes(
            stack,
            "Own",
            VpcAttributes.builder()
                .vpcId("vpc-0123456789abcdef0")
                .vpcCidrBlock("10.1.0.0/16")
                .availabilityZones(List.of("us-east-1a"))
                .isolatedSubnetIds(List.of("subnet-0123456789abcdef0"))
                .isolatedSubnetRouteTableIds(List.of("rtb-0123456789abcdef0"))
                .build());

    gateway(stack, "Gateway")
        .network(
            network ->
                network
                    .vpc(vpc)
                    .vpcSubnets(
                        SubnetSelection.builder().subnetType(SubnetType.PRIVATE_ISOLATED).build()))
        .build();

    assertThat(resources().types()).doesNotContain("AWS::EC2::VPC", "AWS::EC2::Subnet");
    assertThat(Json.list(proxy().at("/VpcConfig/SubnetIds")))
        .containsExactly("subnet-0123456789abcdef0");
  }

  @Test
  void tellsTopicsOfYourOwn() {
    var pager = Topic.fromTopicArn(stack, "Pager", "arn:aws:sns:us-east-1:111111111111:pager");
    var chat = Topic.fromTopicArn(stack, "Chat", "arn:aws:sns:us-east-1:111111111111:chat");

    gateway(stack, "Gateway").alarms(alarms -> alarms.topic(pager).detailTopic(chat)).build();

    assertThat(resources().types()).doesNotContain("AWS::SNS::Topic");
  }

  @Test
  void writesItsAccessLogToALogGroupOfYourOwn() {
    var own = LogGroup.fromLogGroupName(stack, "Own", "own-access-log");

    var gateway = gateway(stack, "Gateway").api(api -> api.accessLog(own)).build();

    assertThat(gateway.getApi().getAccessLog()).isSameAs(own);
    assertThat(resources().all("AWS::Logs::MetricFilter"))
        .isNotEmpty()
        .allMatch(filter -> filter.get("LogGroupName").textValue().equals("own-access-log"));
  }

  @Test
  void standsTwiceInOneStack_withNamesOfItsOwn() {
    gateway(stack, "One").build();
    gateway(stack, "Two").build();

    assertThat(resources().all("AWS::WAFv2::WebACL"))
        .extracting(acl -> acl.at("/VisibilityConfig/MetricName").textValue())
        .doesNotHaveDuplicates()
        .hasSize(2);
    assertThat(resources().all("AWS::ApiGateway::RestApi"))
        .extracting(api -> api.get("Name").textValue())
        .doesNotHaveDuplicates()
        .hasSize(2);
  }

  @Test
  void takesWhatIsKnownOnlyAtDeployment() {
    var range = CfnParameter.Builder.create(stack, "Range").build();
    var service = CfnParameter.Builder.create(stack, "Service").build();
    var url = CfnParameter.Builder.create(stack, "Url").build();
    var role = Role.Builder.create(stack, "Role").assumedBy(new AccountPrincipal("1")).build();

    InferenceGateway.Builder.create(stack, "Gateway")
        .endpointUrl(url.getValueAsString())
        .privateLinkService(service.getValueAsString())
        .customers(
            List.of(
                Customer.builder()
                    .name("acme")
                    .plan(new Plan("standard", 5, 10, 1000))
                    .sourceCidrs(List.of(range.getValueAsString()))
                    .principals(List.of(role.getRoleArn()))
                    .build()))
        .build();

    var text = resources().toString();
    assertThat(text).contains("{\"Ref\":\"Range\"}", "{\"Ref\":\"Service\"}", "{\"Ref\":\"Url\"}");
    assertThat(text).doesNotContain("${Token");
  }

  @Test
  void keepsThePolicies_inTwoStacks() throws IOException {
    var app = policed();
    var foundation =
        InferenceFoundation.Builder.create(new Stack(app, "Kept"), "Foundation").build();
    gateway(new Stack(app, "Served"), "Gateway").foundation(foundation).build();

    app.synth();

    assertThat(PolicyReport.findings(assembly)).isEmpty();
  }

  @Test
  void keepsThePolicies_atTheLevelProtected() throws IOException {
    var app = policed();
    InferenceGateway.Builder.create(new Stack(app, "Test"), "Gateway")
        .endpointUrl("https://abc.us-east-1.aws.endpoints.huggingface.cloud")
        .securityLevel(SecurityLevel.PROTECTED)
        .customers(List.of(acme()))
        .build();

    app.synth();

    assertThat(PolicyReport.findings(assembly)).isEmpty();
  }

  @Test
  void keepsThePolicies_atTheLevelPublic_withPublicDataAndNoIdentity() throws IOException {
    var app = policed();
    InferenceGateway.Builder.create(new Stack(app, "Test"), "Gateway")
        .endpointUrl("https://abc.us-east-1.aws.endpoints.huggingface.cloud")
        .securityLevel(SecurityLevel.PUBLIC)
        .dataClass(DataClass.PUBLIC)
        .api(api -> api.authorizationType(AuthorizationType.NONE))
        .build();

    app.synth();

    assertThat(PolicyReport.findings(assembly)).isEmpty();
  }

  private App policed() {
    var app = App.Builder.create().outdir(assembly.toString()).build();
    Validations.of(app).addPlugins(new PortcullisPolicies());
    return app;
  }

  private static InferenceGatewayProps.Builder<InferenceGateway> gateway(Stack stack, String id) {
    return InferenceGateway.Builder.create(stack, id)
        .endpointUrl("https://abc.us-east-1.aws.endpoints.huggingface.cloud")
        .privateLinkService("com.amazonaws.vpce.us-east-1.vpce-svc-0123456789abcdef0")
        .customers(List.of(acme()));
  }

  private static Customer acme() {
    return Customer.builder()
        .name("acme")
        .plan(new Plan("standard", 5, 10, 1000))
        .sourceCidrs(List.of("203.0.113.0/24"))
        .principals(List.of("arn:aws:iam::111122223333:role/acme"))
        .build();
  }

  private Resources resources() {
    return Resources.of(stack);
  }

  private JsonNode proxy() {
    return resources().named("GatewayProxyFunction");
  }
}
