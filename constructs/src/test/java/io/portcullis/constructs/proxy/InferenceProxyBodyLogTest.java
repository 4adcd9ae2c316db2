package io.portcullis.constructs.proxy;

import static io.portcullis.constructs.Json.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.portcullis.constructs.Json;
import io.portcullis.constructs.Resources;
import io.portcullis.constructs.function.FunctionRole;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awscdk.App;
import software.amazon.awscdk.CfnParameter;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.ec2.SecurityGroup;
import software.amazon.awscdk.services.ec2.SubnetSelection;
import software.amazon.awscdk.services.ec2.SubnetType;
import software.amazon.awscdk.services.ec2.Vpc;
import software.amazon.awscdk.services.kms.Key;
import software.amazon.awscdk.services.logs.RetentionDays;
import software.amazon.awscdk.services.secretsmanager.Secret;

/** The log of bodies, beside the proxy's own. */
class InferenceProxyBodyLogTest {
  private final Stack stack = new Stack(new App(), "Test");
  private final Vpc vpc = new Vpc(stack, "Vpc");
  private final SecurityGroup securityGroup =
      SecurityGroup.Builder.create(stack, "SecurityGroup").vpc(vpc).build();
  private final FunctionRole role = new FunctionRole(stack, "Role");
  private final Secret secret = new Secret(stack, "Secret");
  private final Key key = new Key(stack, "Key");

  @Test
  void isNot_byDefault() {
    var proxy = proxy().build();

    assertThat(proxy.getBodyLog()).isEmpty();
    assertThat(Resources.of(stack).all("AWS::Logs::LogGroup")).hasSize(1);
    assertThat(variables()).doesNotContainKeys("BODY_LOG_GROUP", "BODY_LOG_SHARE");
  }

  @Test
  void isAGroupOfItsOwn_encryptedAndKeptAsTheProxysOwn() {
    proxy()
        .bodyLogShare(0.01)
        .logRetention(RetentionDays.ONE_WEEK)
        .removalPolicy(RemovalPolicy.DESTROY)
        .build();

    assertThat(Resources.of(stack).whole("AWS::Logs::LogGroup"))
        .hasSize(2)
        .allSatisfy(
            group -> {
              assertThat(json(group.get("Properties")))
                  .isEqualTo(
                      json(
                          """
                          {
                            "KmsKeyId": { "Fn::GetAtt": [ "Key", "Arn" ] },
                            "RetentionInDays": 7
                          }
                          """));
              assertThat(group.get("DeletionPolicy").textValue()).isEqualTo("Delete");
            });
  }

  @Test
  void isRetained_byDefault() {
    proxy().bodyLogShare(1).build();

    assertThat(Resources.of(stack).whole("AWS::Logs::LogGroup"))
        .allSatisfy(
            group -> assertThat(group.get("DeletionPolicy").textValue()).isEqualTo("Retain"));
  }

  @Test
  void isToldToTheProxy() {
    proxy().bodyLogShare(0.01).build();

    assertThat(variables())
        .containsEntry("BODY_LOG_GROUP", json("{ \"Ref\": \"ProxyBodyLog\" }"))
        .containsEntry("BODY_LOG_SHARE", "0.01");
  }

  @Test
  void isWrittenByTheProxysRole_whichMayNothingElseThere() {
    proxy().bodyLogShare(0.01).build();

    var policy = Resources.of(stack).named("ProxyBodyLogPolicy");
    assertThat(Json.list(policy.get("Roles"))).containsExactly(Map.of("Ref", "Role"));
    assertThat(Resources.statements(policy.get("PolicyDocument")))
        .isEqualTo(
            Json.list(
                """
                [
                  {
                    "Effect": "Allow",
                    "Action": [ "logs:CreateLogStream", "logs:PutLogEvents" ],
                    "Resource": { "Fn::GetAtt": [ "ProxyBodyLog", "Arn" ] }
                  }
                ]
                """));
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.1, 1.1, Double.NaN})
  void rejectsAShareThatIsNone(double share) {
    assertThatIllegalArgumentException()
        .isThrownBy(proxy().bodyLogShare(share)::build)
        .withMessage("'bodyLogShare' must be from 0 to 1, got '%s'".formatted(share));
  }

  @Test
  void rejectsAShareThatIsNotKnownYet() {
    var number = CfnParameter.Builder.create(stack, "Number").type("Number").build();

    assertThatIllegalArgumentException()
        .isThrownBy(proxy().bodyLogShare(number.getValueAsNumber())::build)
        .withMessage("'bodyLogShare' must be known when the template is written");
  }

  @Test
  void rejectsBodiesWithoutAKey() {
    assertThatIllegalArgumentException()
        .isThrownBy(proxy().encryptionKey(null).bodyLogShare(0.01)::build)
        .withMessage(
            "'bodyLogShare' needs 'encryptionKey', with which the bodies are encrypted, give one"
                + " or remove it");
  }

  private InferenceProxyProps.Builder<InferenceProxy> proxy() {
    return InferenceProxy.Builder.create(stack, "Proxy")
        .endpointUrl("https://abc.us-east-1.aws.endpoints.huggingface.cloud")
        .tokenSecret(secret)
        .role(role.getRole())
        .vpc(vpc)
        .vpcSubnets(SubnetSelection.builder().subnetType(SubnetType.PRIVATE_WITH_EGRESS).build())
        .securityGroup(securityGroup)
        .encryptionKey(key);
  }

  private Map<String, Object> variables() {
    return Json.json(
        Resources.of(stack).only("AWS::Lambda::Function").at("/Environment/Variables"));
  }
}
