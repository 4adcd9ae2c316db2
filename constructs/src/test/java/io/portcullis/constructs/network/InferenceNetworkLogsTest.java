package io.portcullis.constructs.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.constructs.Json;
import io.portcullis.constructs.Resources;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.logs.LogGroup;

/** The way from a network to a log group of CloudWatch Logs. */
class InferenceNetworkLogsTest {
  private static final String NAME = "logs.${AWS::Region}.${AWS::URLSuffix}";

  private final Stack stack = new Stack(new App(), "Test");

  @Test
  void isNot_byDefault() {
    TestNetwork.privateIn(stack).build();

    assertThat(names()).doesNotContain(NAME);
    assertThat(Resources.of(stack).all("AWS::EC2::VPCEndpoint")).hasSize(2);
  }

  @Test
  void isAnEndpoint_atTheLevelPrivate_thatAdmitsOneRoleToOneGroup() {
    TestNetwork.privateIn(stack).build().addLogGroup(new LogGroup(stack, "Bodies"));

    var endpoint = Resources.of(stack).named("NetworkLogsEndpoint");
    assertThat(endpoint.get("VpcEndpointType").textValue()).isEqualTo("Interface");
    assertThat(endpoint.get("PrivateDnsEnabled").booleanValue()).isTrue();
    assertThat(Resources.statements(endpoint.get("PolicyDocument")))
        .isEqualTo(
            Json.list(
                """
                [
                  {
                    "Effect": "Allow",
                    "Principal": { "AWS": { "Fn::GetAtt": [ "ProxyRole", "Arn" ] } },
                    "Action": [ "logs:CreateLogStream", "logs:PutLogEvents" ],
                    "Resource": { "Fn::GetAtt": [ "Bodies", "Arn" ] }
                  }
                ]
                """));
  }

  @Test
  void letsTheProxyOut_toThatEndpoint_atTheLevelPrivate() {
    TestNetwork.privateIn(stack).build().addLogGroup(new LogGroup(stack, "Bodies"));

    assertThat(Resources.of(stack).all("AWS::EC2::SecurityGroupEgress"))
        .filteredOn(rule -> rule.get("Description").textValue().equals("HTTPS to CloudWatch Logs"))
        .singleElement()
        .satisfies(
            rule ->
                assertThat(rule.get("DestinationSecurityGroupId").toString())
                    .contains("NetworkLogsSecurityGroup"));
  }

  @ParameterizedTest
  @EnumSource(value = SecurityLevel.class, names = "PRIVATE", mode = EnumSource.Mode.EXCLUDE)
  void isTheWayThatThereIs_whereTheProxyReachesAny(SecurityLevel level) {
    TestNetwork.in(stack, "Network")
        .securityLevel(level)
        .build()
        .addLogGroup(new LogGroup(stack, "Bodies"));

    assertThat(Resources.of(stack).all("AWS::EC2::VPCEndpoint")).hasSize(1);
    assertThat(names()).contains(NAME);
  }

  @Test
  void isResolved_besideTheOtherNames() {
    TestNetwork.privateIn(stack).build().addLogGroup(new LogGroup(stack, "Bodies"));

    assertThat(names())
        .containsExactly(TestNetwork.HOST, "secretsmanager.${AWS::Region}.${AWS::URLSuffix}", NAME);
  }

  private List<String> names() {
    return TestNetwork.domains(stack, "NetworkDnsFirewallAllowedDomains");
  }
}
