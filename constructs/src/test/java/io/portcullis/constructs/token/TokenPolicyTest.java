package io.portcullis.constructs.token;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.portcullis.constructs.Deployed;
import io.portcullis.constructs.Iam;
import io.portcullis.constructs.Iam.Decision;
import io.portcullis.constructs.Iam.Request;
import io.portcullis.constructs.Resources;
import io.portcullis.constructs.function.FunctionRole;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Environment;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;

/**
 * Who may do what with the secret, by its own policy and by IAM together. IAM allows everything to
 * whoever is not made by the construct, so that the tables show what the secret's policy bars.
 */
class TokenPolicyTest {
  /** NONE is what neither allows: a function's role has no more than it was granted. */
  private static final String WITH_NAMED_PRINCIPALS =
      """
      action                               | proxy | rotation | deployment | operator | breakGlass | stranger
      GetSecretValue                       | ALLOW | ALLOW    | ALLOW      | DENY     | ALLOW      | DENY
      PutSecretValue                       | DENY  | ALLOW    | DENY       | ALLOW    | ALLOW      | DENY
      UpdateSecretVersionStage(STAGED)     | DENY  | ALLOW    | DENY       | ALLOW    | ALLOW      | DENY
      UpdateSecretVersionStage(AWSPENDING) | DENY  | ALLOW    | DENY       | ALLOW    | ALLOW      | DENY
      UpdateSecretVersionStage(AWSCURRENT) | DENY  | ALLOW    | DENY       | DENY     | ALLOW      | DENY
      UpdateSecretVersionStage(VERIFIED)   | DENY  | ALLOW    | DENY       | DENY     | ALLOW      | DENY
      DescribeSecret                       | ALLOW | ALLOW    | ALLOW      | ALLOW    | ALLOW      | ALLOW
      CreateSecret                         | NONE  | NONE     | ALLOW      | ALLOW    | ALLOW      | ALLOW
      UpdateSecret                         | NONE  | NONE     | ALLOW      | ALLOW    | ALLOW      | ALLOW
      TagResource                          | NONE  | NONE     | ALLOW      | ALLOW    | ALLOW      | ALLOW
      GetRandomPassword                    | NONE  | NONE     | ALLOW      | ALLOW    | ALLOW      | ALLOW
      RotateSecret                         | NONE  | NONE     | ALLOW      | ALLOW    | ALLOW      | ALLOW
      ReplicateSecretToRegions             | NONE  | NONE     | ALLOW      | ALLOW    | ALLOW      | ALLOW
      GetResourcePolicy                    | NONE  | NONE     | ALLOW      | ALLOW    | ALLOW      | ALLOW
      PutResourcePolicy                    | NONE  | NONE     | ALLOW      | ALLOW    | ALLOW      | ALLOW
      DeleteResourcePolicy                 | NONE  | NONE     | ALLOW      | ALLOW    | ALLOW      | ALLOW
      DeleteSecret                         | NONE  | NONE     | ALLOW      | ALLOW    | ALLOW      | ALLOW
      """;

  private static final String BY_DEFAULT =
      """
      action                               | proxy | rotation | deployment | operator | breakGlass | stranger
      GetSecretValue                       | ALLOW | ALLOW    | ALLOW      | DENY     | DENY       | DENY
      PutSecretValue                       | NONE  | ALLOW    | ALLOW      | ALLOW    | ALLOW      | ALLOW
      UpdateSecretVersionStage(STAGED)     | NONE  | ALLOW    | ALLOW      | ALLOW    | ALLOW      | ALLOW
      UpdateSecretVersionStage(AWSPENDING) | NONE  | ALLOW    | ALLOW      | ALLOW    | ALLOW      | ALLOW
      UpdateSecretVersionStage(AWSCURRENT) | DENY  | ALLOW    | DENY       | DENY     | DENY       | DENY
      UpdateSecretVersionStage(VERIFIED)   | DENY  | ALLOW    | DENY       | DENY     | DENY       | DENY
      UpdateSecret                         | NONE  | NONE     | ALLOW      | ALLOW    | ALLOW      | ALLOW
      PutResourcePolicy                    | NONE  | NONE     | ALLOW      | ALLOW    | ALLOW      | ALLOW
      """;

  private static final Map<String, String> ROLES =
      Map.of(
          "proxy", "ProxyRole",
          "rotation", "TokenRotationRole",
          "deployment", "cdk-hnb659fds-cfn-exec-role-111111111111-eu-west-1",
          "operator", "aws-reserved/sso.amazonaws.com/AWSReservedSSO_Operators_0123456789abcdef",
          "breakGlass", "BreakGlass",
          "stranger", "Administrator");

  private static final List<String> OURS = List.of("proxy", "rotation");

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private static final JsonNode EVERYTHING =
      JSON.valueToTree(Map.of("Effect", "Allow", "Action", "*", "Resource", "*"));

  private final Stack stack =
      new Stack(
          new App(),
          "Test",
          StackProps.builder()
              .env(Environment.builder().account("111111111111").region("eu-west-1").build())
              .build());

  private Resources resources;

  @Test
  void withNamedPrincipals_nobodyElseReadsStagesOrPromotes() {
    create(
        token()
            .operators(
                List.of(
                    "arn:aws:iam::111111111111:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_Operators_*"))
            .breakGlass(List.of("arn:aws:iam::111111111111:role/BreakGlass")));

    assertThat(decided(WITH_NAMED_PRINCIPALS)).isEqualTo(lines(WITH_NAMED_PRINCIPALS));
  }

  @Test
  void byDefault_nobodyElseReadsOrPromotes_andIamDecidesWhoStages() {
    create(token());

    assertThat(decided(BY_DEFAULT)).isEqualTo(lines(BY_DEFAULT));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "arn:aws:iam::111111111111:root",
        "arn:aws:iam::111111111111:user/ProxyRole",
        "arn:aws:iam::111111111111:role/path/ProxyRole",
        "arn:aws:iam::111111111111:role/ProxyRoleToo",
        "arn:aws:iam::222222222222:role/ProxyRole",
        "arn:aws:iam::222222222222:role/cdk-hnb659fds-cfn-exec-role-111111111111-eu-west-1",
        "arn:aws:iam::111111111111:role/cdk-hnb659fds-cfn-exec-role-111111111111-us-east-1",
        "arn:aws:sts::111111111111:federated-user/ProxyRole"
      })
  void readsNotUnderANameThatResemblesAReaders(String arn) {
    create(token());

    assertThat(decision(arn, "GetSecretValue", List.of(EVERYTHING))).isEqualTo(Decision.DENY);
  }

  @Test
  void theReplicaHasTheSamePolicy() {
    create(token());
    var replica = "arn:aws:secretsmanager:us-east-1:111111111111:secret:Token";

    assertThat(
            Iam.decide(
                new Request(
                    Deployed.role("Administrator"),
                    "secretsmanager:GetSecretValue",
                    replica,
                    Map.of()),
                policy()))
        .isEqualTo(Decision.DENY);
  }

  private HuggingFaceTokenProps.Builder<HuggingFaceToken> token() {
    return HuggingFaceToken.Builder.create(stack, "Token");
  }

  private void create(HuggingFaceTokenProps.Builder<HuggingFaceToken> token) {
    token.build().grantRead(new FunctionRole(stack, "ProxyRole"));
    resources = Resources.of(stack);
  }

  /** The table with what is decided in every cell. */
  private List<String> decided(String table) {
    var lines = lines(table);
    var principals = cells(lines.get(0)).skip(1).toList();
    var decided = new ArrayList<>(lines.subList(0, 1));
    for (var line : lines.subList(1, lines.size())) {
      var action = cells(line).findFirst().orElseThrow();
      var decisions =
          principals.stream()
              .map(principal -> decision(arn(principal), action, permissions(principal)).name());
      decided.add(Stream.concat(Stream.of(action), decisions).collect(joining(" | ")));
    }
    return decided;
  }

  private Decision decision(String principalArn, String cell, List<JsonNode> permissions) {
    var action = cell.replaceFirst("\\(.*", "");
    var label = cell.replaceFirst("^[^(]*\\(?", "").replace(")", "");
    var request =
        new Request(
            principalArn,
            "secretsmanager:" + action,
            Deployed.secret("Token"),
            label.isEmpty() ? Map.of() : Map.of("secretsmanager:VersionStage", label));
    return Iam.decide(request, Stream.concat(policy().stream(), permissions.stream()).toList());
  }

  private List<JsonNode> policy() {
    var policy = resources.only("AWS::SecretsManager::ResourcePolicy");
    return Deployed.of(policy.at("/ResourcePolicy/Statement")).valueStream().toList();
  }

  private List<JsonNode> permissions(String principal) {
    var role = ROLES.get(principal);
    return OURS.contains(principal)
        ? resources.permissionsOf(role).stream()
            .<JsonNode>map(JSON::valueToTree)
            .map(Deployed::of)
            .toList()
        : List.of(EVERYTHING);
  }

  private static String arn(String principal) {
    return Deployed.role(ROLES.get(principal));
  }

  private static List<String> lines(String table) {
    return table.lines().map(line -> cells(line).collect(joining(" | "))).toList();
  }

  private static Stream<String> cells(String line) {
    return Arrays.stream(line.split("\\|")).map(String::strip);
  }
}
