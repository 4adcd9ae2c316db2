package io.portcullis.constructs.api;

import static io.portcullis.constructs.Json.list;
import static io.portcullis.constructs.api.ApiFixture.acme;
import static io.portcullis.constructs.api.ApiFixture.api;
import static io.portcullis.constructs.api.ApiFixture.customer;
import static io.portcullis.constructs.api.ApiFixture.globex;
import static io.portcullis.constructs.api.ApiFixture.unsignedApi;
import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.constructs.Json;
import io.portcullis.constructs.Resources;
import io.portcullis.constructs.customer.Customer;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.App;
import software.amazon.awscdk.CfnParameter;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.assertions.Template;
import software.amazon.awscdk.services.apigateway.CorsOptions;
import software.amazon.awscdk.services.apigateway.EndpointType;
import software.amazon.awscdk.services.iam.AccountRootPrincipal;
import software.amazon.awscdk.services.iam.Role;

class ResourcePolicyTest {
  private final Stack stack = new Stack(new App(), "Test");

  @Test
  void admitsNobody_withoutCustomers() {
    api(stack).build();

    assertThat(statements())
        .isEqualTo(
            list(
                """
                [
                  {
                    "Effect": "Deny",
                    "Principal": "*",
                    "Action": "execute-api:Invoke",
                    "Resource": "execute-api:/*"
                  }
                ]
                """));
  }

  @Test
  void admitsTheNetworksOfAllCustomers_whereNobodySigns() {
    unsignedApi(stack)
        .routes(List.of(InferenceRoute.CHAT_COMPLETIONS, InferenceRoute.MODELS))
        .customers(
            List.of(
                customer("acme").build(),
                customer("globex").sourceCidrs(List.of("203.0.113.0/24", "2001:db8::/32")).build()))
        .build();

    assertThat(statements())
        .isEqualTo(
            list(
                """
                [
                  {
                    "Effect": "Allow",
                    "Principal": "*",
                    "Action": "execute-api:Invoke",
                    "Resource": [
                      "execute-api:/live/POST/v1/chat/completions",
                      "execute-api:/live/GET/v1/models"
                    ]
                  },
                  {
                    "Effect": "Deny",
                    "Principal": "*",
                    "Action": "execute-api:Invoke",
                    "Resource": "execute-api:/*",
                    "Condition": {
                      "NotIpAddress": { "aws:SourceIp": [ "203.0.113.0/24", "2001:db8::/32" ] }
                    }
                  }
                ]
                """));
  }

  @Test
  void admitsCustomersAlone_eachFromItsOwnNetwork() {
    api(stack).customers(List.of(acme().build(), globex().build())).build();

    assertThat(statements())
        .isEqualTo(
            list(
                """
                [
                  {
                    "Effect": "Allow",
                    "Principal": "*",
                    "Action": "execute-api:Invoke",
                    "Resource": "execute-api:/live/POST/v1/chat/completions",
                    "Condition": {
                      "StringEquals": {
                        "aws:PrincipalArn": [
                          "arn:aws:iam::333333333333:role/acme",
                          "arn:aws:iam::444444444444:role/team/globex",
                          "arn:aws:iam::444444444444:user/globex"
                        ]
                      }
                    }
                  },
                  {
                    "Effect": "Deny",
                    "Principal": "*",
                    "Action": "execute-api:Invoke",
                    "Resource": "execute-api:/*",
                    "Condition": {
                      "NotIpAddress": {
                        "aws:SourceIp": [
                          "203.0.113.0/24", "198.51.100.0/25", "198.51.100.200/32"
                        ]
                      }
                    }
                  },
                  {
                    "Effect": "Deny",
                    "Principal": "*",
                    "Action": "execute-api:Invoke",
                    "Resource": "execute-api:/*",
                    "Condition": {
                      "StringNotEquals": {
                        "aws:PrincipalArn": [
                          "arn:aws:iam::333333333333:role/acme",
                          "arn:aws:iam::444444444444:role/team/globex",
                          "arn:aws:iam::444444444444:user/globex"
                        ]
                      }
                    }
                  },
                  {
                    "Effect": "Deny",
                    "Principal": "*",
                    "Action": "execute-api:Invoke",
                    "Resource": "execute-api:/*",
                    "Condition": {
                      "StringEquals": {
                        "aws:PrincipalArn": [ "arn:aws:iam::333333333333:role/acme" ]
                      },
                      "NotIpAddress": { "aws:SourceIp": [ "203.0.113.0/24" ] }
                    }
                  },
                  {
                    "Effect": "Deny",
                    "Principal": "*",
                    "Action": "execute-api:Invoke",
                    "Resource": "execute-api:/*",
                    "Condition": {
                      "StringEquals": {
                        "aws:PrincipalArn": [
                          "arn:aws:iam::444444444444:role/team/globex",
                          "arn:aws:iam::444444444444:user/globex"
                        ]
                      },
                      "NotIpAddress": {
                        "aws:SourceIp": [ "198.51.100.0/25", "198.51.100.200/32" ]
                      }
                    }
                  }
                ]
                """));
  }

  /** Addresses inside a VPC are anybody's to choose, so a range never stands for an endpoint. */
  @Test
  void ofAPrivateApi_admitsVpcEndpoints_narrowedByRanges() {
    api(stack)
        .endpointType(EndpointType.PRIVATE)
        .customers(
            List.of(
                acme().sourceVpcEndpoints(List.of("vpce-0123456789abcdef0")).build(),
                globex()
                    .sourceCidrs(List.of())
                    .sourceVpcEndpoints(List.of("vpce-0fedcba9876543210"))
                    .build()))
        .build();

    assertThat(denials())
        .isEqualTo(
            list(
                """
                [
                  {
                    "StringNotEquals": {
                      "aws:SourceVpce": [ "vpce-0123456789abcdef0", "vpce-0fedcba9876543210" ]
                    }
                  },
                  {
                    "StringNotEquals": {
                      "aws:PrincipalArn": [
                        "arn:aws:iam::333333333333:role/acme",
                        "arn:aws:iam::444444444444:role/team/globex",
                        "arn:aws:iam::444444444444:user/globex"
                      ]
                    }
                  },
                  {
                    "StringEquals": {
                      "aws:PrincipalArn": [ "arn:aws:iam::333333333333:role/acme" ]
                    },
                    "StringNotEquals": { "aws:SourceVpce": [ "vpce-0123456789abcdef0" ] }
                  },
                  {
                    "StringEquals": {
                      "aws:PrincipalArn": [ "arn:aws:iam::333333333333:role/acme" ]
                    },
                    "NotIpAddress": { "aws:VpcSourceIp": [ "203.0.113.0/24" ] }
                  },
                  {
                    "StringEquals": {
                      "aws:PrincipalArn": [
                        "arn:aws:iam::444444444444:role/team/globex",
                        "arn:aws:iam::444444444444:user/globex"
                      ]
                    },
                    "StringNotEquals": { "aws:SourceVpce": [ "vpce-0fedcba9876543210" ] }
                  }
                ]
                """));
  }

  @Test
  void ofAPrivateApi_narrowsAllEndpoints_ifEveryCustomerNamesRanges() {
    unsignedApi(stack)
        .endpointType(EndpointType.PRIVATE)
        .customers(
            List.of(customer("acme").sourceVpcEndpoints(List.of("vpce-0123456789abcdef0")).build()))
        .build();

    assertThat(denials())
        .isEqualTo(
            list(
                """
                [
                  { "StringNotEquals": { "aws:SourceVpce": [ "vpce-0123456789abcdef0" ] } },
                  { "NotIpAddress": { "aws:VpcSourceIp": [ "203.0.113.0/24" ] } }
                ]
                """));
  }

  /** A browser asks before it signs, but from the same network. */
  @Test
  void letsBrowsersAsk_withoutSignature_fromTheCustomersNetworks() {
    api(stack)
        .customers(List.of(acme().build()))
        .cors(CorsOptions.builder().allowOrigins(List.of("https://app.example.com")).build())
        .build();

    assertThat(statements())
        .contains(
            list("""
                    [
                      {
                        "Effect": "Allow",
                        "Principal": "*",
                        "Action": "execute-api:Invoke",
                        "Resource": "execute-api:/live/OPTIONS/v1/chat/completions"
                      },
                      {
                        "Effect": "Deny",
                        "Principal": "*",
                        "Action": "execute-api:Invoke",
                        "Resource": "execute-api:/*",
                        "Condition": { "NotIpAddress": { "aws:SourceIp": [ "203.0.113.0/24" ] } }
                      },
                      {
                        "Effect": "Deny",
                        "Principal": "*",
                        "Action": "execute-api:Invoke",
                        "Resource": "execute-api:/*/POST/*",
                        "Condition": {
                          "StringNotEquals": {
                            "aws:PrincipalArn": [ "arn:aws:iam::333333333333:role/acme" ]
                          }
                        }
                      }
                    ]
                    """)
                .toArray());
  }

  @Test
  void takesValuesThatAreKnownOnlyAtDeployment() {
    var role = Role.Builder.create(stack, "Role").assumedBy(new AccountRootPrincipal()).build();
    var cidr = CfnParameter.Builder.create(stack, "Cidr").build();
    api(stack)
        .customers(
            List.of(
                acme()
                    .sourceCidrs(List.of(cidr.getValueAsString()))
                    .principals(List.of(role.getRoleArn()))
                    .build()))
        .build();

    assertThat(denials())
        .last()
        .isEqualTo(
            list("""
                    [
                      {
                        "StringEquals": {
                          "aws:PrincipalArn": [ { "Fn::GetAtt": [ "Role", "Arn" ] } ]
                        },
                        "NotIpAddress": { "aws:SourceIp": [ { "Ref": "Cidr" } ] }
                      }
                    ]
                    """)
                .get(0));
  }

  @Test
  void deploysTheApiAgain_whenItChanges() {
    assertThat(deploymentFor("203.0.113.0/24"))
        .isEqualTo(deploymentFor("203.0.113.0/24"))
        .isNotEqualTo(deploymentFor("203.0.113.0/25"));
  }

  private List<Object> statements() {
    return Resources.statements(Resources.of(stack).only("AWS::ApiGateway::RestApi").get("Policy"));
  }

  /** Conditions of what is denied, which everybody is for everything. */
  private List<Object> denials() {
    return Resources.of(stack)
        .only("AWS::ApiGateway::RestApi")
        .at("/Policy/Statement")
        .valueStream()
        .filter(statement -> statement.get("Effect").textValue().equals("Deny"))
        .peek(
            statement -> {
              assertThat(statement.get("Principal").textValue()).isEqualTo("*");
              assertThat(statement.get("Resource").textValue()).isEqualTo("execute-api:/*");
            })
        .map(statement -> (Object) Json.json(statement.get("Condition")))
        .toList();
  }

  private static String deploymentFor(String cidr) {
    var stack = new Stack(new App(), "Test");
    Customer acme = acme().sourceCidrs(List.of(cidr)).build();
    api(stack).customers(List.of(acme)).build();
    var deployments = Template.fromStack(stack).findResources("AWS::ApiGateway::Deployment");
    assertThat(deployments).hasSize(1);
    return List.copyOf(deployments.keySet()).get(0);
  }
}
