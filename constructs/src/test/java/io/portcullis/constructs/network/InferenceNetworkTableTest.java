package io.portcullis.constructs.network;

import static io.portcullis.constructs.Json.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.constructs.Json;
import io.portcullis.constructs.Resources;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.assertions.Template;

/** The way from a network to its table. */
class InferenceNetworkTableTest {
  private final Stack stack = new Stack(new App(), "Test");

  @ParameterizedTest
  @EnumSource(SecurityLevel.class)
  void admitsOneRoleToTheItemsOfOneTable(SecurityLevel level) {
    network(level).table(TestNetwork.table(stack)).build();

    var endpoint = Resources.of(stack).named("NetworkDynamoDb");
    assertThat(endpoint.get("VpcEndpointType").textValue()).isEqualTo("Gateway");
    assertThat(Resources.statements(endpoint.get("PolicyDocument")))
        .isEqualTo(
            Json.list(
                """
                [
                  {
                    "Effect": "Allow",
                    "Principal": { "AWS": "*" },
                    "Action": [ "dynamodb:GetItem", "dynamodb:UpdateItem" ],
                    "Resource": { "Fn::GetAtt": [ "Table", "Arn" ] },
                    "Condition": {
                      "ArnEquals": {
                        "aws:PrincipalArn": { "Fn::GetAtt": [ "ProxyRole", "Arn" ] }
                      }
                    }
                  }
                ]
                """));
  }

  @ParameterizedTest
  @EnumSource(SecurityLevel.class)
  void leadsThereFromTheProxysSubnets_andFromNoOther(SecurityLevel level) {
    network(level).table(TestNetwork.table(stack)).build();

    assertThat(Json.list(Resources.of(stack).named("NetworkDynamoDb").get("RouteTableIds")))
        .isEqualTo(
            Json.list(
                """
                [
                  { "Ref": "NetworkProxySubnet1RouteTable" },
                  { "Ref": "NetworkProxySubnet2RouteTable" }
                ]
                """));
  }

  @Test
  void letsTheProxyOut_toTheAddressesOfDynamoDb_atTheLevelPrivate() {
    network(SecurityLevel.PRIVATE).table(TestNetwork.table(stack)).build();

    assertThat(Resources.of(stack).all("AWS::EC2::SecurityGroupEgress"))
        .filteredOn(rule -> rule.has("DestinationPrefixListId"))
        .extracting(Json::json)
        .containsExactly(
            json(
                """
                {
                  "Description": "HTTPS to DynamoDB",
                  "GroupId": { "Fn::GetAtt": [ "NetworkProxySecurityGroup", "GroupId" ] },
                  "DestinationPrefixListId": {
                    "Fn::GetAtt": [ "NetworkDynamoDbPrefixList", "PrefixLists.0.PrefixListId" ]
                  },
                  "IpProtocol": "tcp",
                  "FromPort": 443,
                  "ToPort": 443
                }
                """));
  }

  @Test
  void asksEc2ForTheseAddresses_whenItIsDeployed() {
    network(SecurityLevel.PRIVATE).table(TestNetwork.table(stack)).build();

    assertThat(TestNetwork.call(stack, "NetworkDynamoDbPrefixList"))
        .isEqualTo(
            json(
                """
                {
                  "service": "EC2",
                  "action": "DescribeManagedPrefixLists",
                  "parameters": {
                    "Filters": [
                      {
                        "Name": "prefix-list-name",
                        "Values": [ "com.amazonaws.${AWS::Region}.dynamodb" ]
                      }
                    ]
                  },
                  "outputPaths": [ "PrefixLists.0.PrefixListId" ],
                  "physicalResourceId": { "id": "com.amazonaws.${AWS::Region}.dynamodb" }
                }
                """));
  }

  @ParameterizedTest
  @EnumSource(value = SecurityLevel.class, names = "PRIVATE", mode = EnumSource.Mode.EXCLUDE)
  void asksForNoAddresses_whereTheProxyReachesAny(SecurityLevel level) {
    network(level).table(TestNetwork.table(stack)).build();

    assertThat(Resources.of(stack).types()).doesNotContain("Custom::ManagedPrefixList");
  }

  @ParameterizedTest
  @EnumSource(SecurityLevel.class)
  void resolvesBothNamesOfDynamoDb(SecurityLevel level) {
    network(level).table(TestNetwork.table(stack)).build();

    assertThat(TestNetwork.domains(stack, "NetworkDnsFirewallAllowedDomains"))
        .containsExactly(
            TestNetwork.HOST,
            "secretsmanager.${AWS::Region}.${AWS::URLSuffix}",
            "dynamodb.${AWS::Region}.${AWS::URLSuffix}",
            "${AWS::AccountId}.ddb.${AWS::Region}.${AWS::URLSuffix}");
  }

  @ParameterizedTest
  @EnumSource(SecurityLevel.class)
  void hasNoWayToDynamoDb_withoutATable(SecurityLevel level) {
    var network = network(level).build();

    assertThat(network.getDynamoDbEndpoint()).isEmpty();
    assertThat(Resources.of(stack).toString().toLowerCase(Locale.ROOT)).doesNotContain("dynamodb");
  }

  @Test
  void stands_withTwoTablesInOneStack() {
    var table = TestNetwork.table(stack);
    for (var id : List.of("First", "Second")) {
      TestNetwork.in(stack, id).privateLinkService(TestNetwork.SERVICE).table(table).build();
    }

    Template.fromStack(stack).resourceCountIs("Custom::ManagedPrefixList", 2);
  }

  private InferenceNetworkProps.Builder<InferenceNetwork> network(SecurityLevel level) {
    return level == SecurityLevel.PRIVATE
        ? TestNetwork.privateIn(stack)
        : TestNetwork.protectedIn(stack).securityLevel(level);
  }
}
