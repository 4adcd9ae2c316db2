package io.portcullis.local.iam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyDocumentTest {
  private static final String API = "arn:aws:execute-api:eu-west-1:111122223333:abc/";
  private static final String SAME_ACCOUNT = "arn:aws:iam::111122223333:role/acme";
  private static final String OTHER_ACCOUNT = "arn:aws:iam::444455556666:role/team/acme";
  private static final String ALLOW_ALL =
      "{'Effect': 'Allow', 'Principal': '*', 'Action': 'execute-api:Invoke', 'Resource': '*'}";

  @Test
  void saysNothing_whereNoStatementApplies() {
    var policy = policy(ALLOW_ALL.replace("execute-api:Invoke", "s3:GetObject"));

    assertThat(evaluate(policy, "", Map.of())).isEqualTo(Decision.IMPLICIT_DENY);
  }

  @Test
  void aDenialWins_whateverItsPlace() {
    var deny = ALLOW_ALL.replace("Allow", "Deny");

    assertThat(evaluate(policy(ALLOW_ALL + "," + deny), "", Map.of()))
        .isEqualTo(Decision.EXPLICIT_DENY);
    assertThat(evaluate(policy(deny + "," + ALLOW_ALL), "", Map.of()))
        .isEqualTo(Decision.EXPLICIT_DENY);
  }

  @Test
  void aSingleStatement_needsNoList() {
    var policy = document("{'Version': '2012-10-17', 'Statement': %s}".formatted(ALLOW_ALL));

    assertThat(evaluate(policy, "", Map.of())).isEqualTo(Decision.ALLOW);
  }

  @ParameterizedTest
  @CsvSource({
    "*, true",
    API + "*, true",
    API + "live/POST/v1/chat, true",
    API + "live/*/v1/chat, true",
    API + "live/POST/v?/chat, true",
    API + "live/GET/v1/chat, false",
    API + "other/*, false",
    API + ", false",
    API + "live/POST/v1/chat/more, false",
    "arn:aws:execute-api:eu-west-1:111122223333:abcd/*, false"
  })
  void matchesResourcesByTheirWholeArn(String resource, boolean allowed) {
    var policy =
        policy(ALLOW_ALL.replace("'Resource': '*'", "'Resource': '%s'".formatted(resource)));

    assertThat(evaluate(policy, "", Map.of()) == Decision.ALLOW).isEqualTo(allowed);
  }

  @ParameterizedTest
  @CsvSource({"execute-api:Invoke", "Execute-API:invoke", "execute-api:*", "*"})
  void comparesActionsWithoutCase(String action) {
    var policy = policy(ALLOW_ALL.replace("execute-api:Invoke", action));

    assertThat(evaluate(policy, "", Map.of())).isEqualTo(Decision.ALLOW);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "'*' | ~~ | true",
        "{'AWS': '*'} | ~~ | true",
        "{'AWS': 'arn:aws:iam::111122223333:role/acme'} | ~~ | false",
        "{'AWS': 'arn:aws:iam::111122223333:role/acme'} | " + SAME_ACCOUNT + " | true",
        "{'AWS': ['arn:aws:iam::111122223333:user/acme']} | " + SAME_ACCOUNT + " | false",
        "{'AWS': 'arn:aws:sts::111122223333:assumed-role/acme/local'} | "
            + SAME_ACCOUNT
            + " | true",
        "{'AWS': 'arn:aws:sts::111122223333:assumed-role/acme/other'} | "
            + SAME_ACCOUNT
            + " | false",
        "{'AWS': 'arn:aws:iam::444455556666:role/team/acme'} | " + OTHER_ACCOUNT + " | true",
        "{'AWS': 'arn:aws:iam::444455556666:role/acme'} | " + OTHER_ACCOUNT + " | false",
        "{'AWS': '444455556666'} | " + OTHER_ACCOUNT + " | true",
        "{'AWS': 'arn:aws:iam::444455556666:root'} | " + OTHER_ACCOUNT + " | true",
        "{'AWS': '444455556666'} | " + SAME_ACCOUNT + " | false"
      })
  void allowsThePrincipalsThatItNames(String principal, String caller, boolean allowed) {
    var policy = policy(ALLOW_ALL.replace("'Principal': '*'", "'Principal': " + principal));

    assertThat(evaluate(policy, caller, Map.of()) == Decision.ALLOW).isEqualTo(allowed);
  }

  @Test
  void theApisOwnAccount_isAllowedByNoMoreThanItsOwnPolicies_butDeniedAsAWhole() {
    var account = "{'AWS': '111122223333'}";
    var allow = ALLOW_ALL.replace("'Principal': '*'", "'Principal': " + account);

    assertThat(evaluate(policy(allow), SAME_ACCOUNT, Map.of())).isEqualTo(Decision.IMPLICIT_DENY);
    assertThat(
            evaluate(
                policy(ALLOW_ALL + "," + allow.replace("Allow", "Deny")), SAME_ACCOUNT, Map.of()))
        .isEqualTo(Decision.EXPLICIT_DENY);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{'IpAddress': {'aws:SourceIp': '192.0.2.0/24'}} | aws:sourceip=192.0.2.9 | true",
        "{'IpAddress': {'aws:SourceIp': '192.0.2.0/24'}} | aws:sourceip=192.0.3.9 | false",
        "{'IpAddress': {'aws:SourceIp': '192.0.2.0/24'}} | ~~ | false",
        "{'IpAddress': {'aws:SourceIp': ['10.0.0.0/8', '2001:db8::/32']}}"
            + " | aws:sourceip=2001:db8::1 | true",
        "{'IpAddressIfExists': {'aws:SourceIp': '192.0.2.0/24'}} | ~~ | true",
        "{'NotIpAddress': {'aws:SourceIp': ['192.0.2.0/24', '10.0.0.0/8']}}"
            + " | aws:sourceip=10.1.1.1 | false",
        "{'NotIpAddress': {'aws:SourceIp': ['192.0.2.0/24', '10.0.0.0/8']}}"
            + " | aws:sourceip=11.1.1.1 | true",
        "{'NotIpAddress': {'aws:SourceIp': '192.0.2.0/24'}} | ~~ | true",
        "{'NotIpAddress': {'aws:VpcSourceIp': '10.0.0.0/8'}} | aws:vpcsourceip=10.0.0.1 | false",
        "{'NotIpAddress': {'AWS:sourceIP': '192.0.2.0/24'}} | aws:sourceip=192.0.2.9 | false",
        "{'StringEquals': {'aws:SourceVpce': ['vpce-1', 'vpce-2']}} | aws:sourcevpce=vpce-2 | true",
        "{'StringEquals': {'aws:SourceVpce': 'vpce-1'}} | aws:sourcevpce=VPCE-1 | false",
        "{'StringEquals': {'aws:SourceVpce': 'vpce-1'}} | ~~ | false",
        "{'StringNotEquals': {'aws:SourceVpce': ['vpce-1', 'vpce-2']}}"
            + " | aws:sourcevpce=vpce-2 | false",
        "{'StringNotEquals': {'aws:SourceVpce': 'vpce-1'}} | ~~ | true",
        "{'StringNotEqualsIfExists': {'aws:SourceVpce': 'vpce-1'}} | ~~ | true",
        "{'StringLike': {'aws:SourceVpce': 'vpce-*'}} | aws:sourcevpce=vpce-2 | true",
        "{'ArnLike': {'aws:PrincipalArn': 'arn:aws:iam::1:role/*'}}"
            + " | aws:principalarn=arn:aws:iam::1:role/a/b | true",
        "{'ArnEquals': {'aws:PrincipalArn': 'arn:aws:iam::*:role/a'}}"
            + " | aws:principalarn=arn:aws:iam::1:role/a | true",
        "{'ArnLike': {'aws:PrincipalArn': 'arn:aws:iam::*role/a'}}"
            + " | aws:principalarn=arn:aws:iam::1:role/a | false",
        "{'ArnEquals': {'aws:PrincipalArn': 'arn:aws:iam::1:role/a'}} | ~~ | false",
        "{'ArnNotEquals': {'aws:PrincipalArn': 'arn:aws:iam::1:role/a'}} | ~~ | true",
        "{'ArnNotLike': {'aws:PrincipalArn': ['arn:aws:iam::1:role/a', 'arn:aws:iam::1:role/b']}}"
            + " | aws:principalarn=arn:aws:iam::1:role/b | false",
        "{'ArnNotEqualsIfExists': {'aws:PrincipalArn': 'arn:aws:iam::1:role/a'}} | ~~ | true",
        "{'Null': {'aws:SourceVpce': 'true'}} | ~~ | true",
        "{'Null': {'aws:SourceVpce': 'true'}} | aws:sourcevpce=vpce-1 | false",
        "{'Null': {'aws:SourceVpce': 'false'}} | aws:sourcevpce=vpce-1 | true",
        "{'Bool': {'aws:SecureTransport': 'false'}} | aws:securetransport=true | false",
        "{'Bool': {'aws:SecureTransport': false}} | ~~ | false",
        "{'BoolIfExists': {'aws:SecureTransport': 'true'}} | ~~ | true",
        "{'NotIpAddress': {'aws:SourceIp': '192.0.2.0/24'},"
            + " 'StringNotEquals': {'aws:SourceVpce': 'vpce-1'}} | aws:sourcevpce=vpce-1 | false",
        "{'NotIpAddress': {'aws:SourceIp': '192.0.2.0/24'},"
            + " 'StringNotEquals': {'aws:SourceVpce': 'vpce-1'}} | aws:sourceip=1.1.1.1 | true"
      })
  void conditionsHoldAsInIam(String condition, String keys, boolean holds) {
    var statement = ALLOW_ALL.replace("'Effect'", "'Condition': " + condition + ", 'Effect'");

    assertThat(evaluate(policy(statement), "", keys(keys)) == Decision.ALLOW).isEqualTo(holds);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{'DateLessThan': {'aws:SourceIp': 'x'}}"
            + " | the condition operator 'DateLessThan' is not modelled",
        "{'ForAnyValue:StringEquals': {'aws:SourceVpce': 'x'}}"
            + " | the condition operator 'ForAnyValue:StringEquals' is not modelled",
        "{'NullIfExists': {'aws:SourceVpce': 'true'}}"
            + " | the condition operator 'NullIfExists' is not modelled",
        "{'Null': {'aws:SourceVpce': 'maybe'}} | the condition operator 'Null' is not modelled",
        "{'StringEquals': {'aws:Referer': 'x'}} | the condition key 'aws:Referer' is not modelled",
        "{'StringEquals': {'aws:SourceVpce': '${aws:username}'}}"
            + " | policy variables are not modelled, got '${aws:username}'",
        "{'IpAddress': {'aws:SourceIp': 'example.com'}} | 'example.com' is not an IP address",
        "{'StringEquals': {'aws:SourceVpce': []}} | a list must not be empty",
        "{'StringEquals': 'aws:SourceVpce'}"
            + " | a policy is made of objects that hold something, got '\"aws:SourceVpce\"'",
        "[] | a policy is made of objects that hold something, got '[]'",
        "null | a policy is made of objects that hold something, got 'null'"
      })
  void aConditionThatIsNotModelled_isNeverPassedOver(String condition, String message) {
    var statement = ALLOW_ALL.replace("'Effect'", "'Condition': " + condition + ", 'Effect'");

    assertThatIllegalArgumentException().isThrownBy(() -> policy(statement)).withMessage(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "'Principal': '*' | 'NotPrincipal': '*' | the element 'NotPrincipal' is not modelled",
        "'Action': 'execute-api:Invoke' | 'NotAction': 's3:*'"
            + " | the element 'NotAction' is not modelled",
        "'Resource': '*' | 'NotResource': '*' | the element 'NotResource' is not modelled",
        "'Allow' | 'Maybe' | 'Effect' must be Allow or Deny, got 'Maybe'",
        "'Principal': '*' | 'Principal': {'Service': 'lambda.amazonaws.com'}"
            + " | 'Principal' must be '*' or an object with 'AWS' alone, got"
            + " '{\"Service\":\"lambda.amazonaws.com\"}'",
        "'Principal': '*' | 'Principal': {'AWS': 'arn:aws:iam::111122223333:role/*'}"
            + " | 'Principal' must name roles, users, role sessions or accounts, got"
            + " 'arn:aws:iam::111122223333:role/*'",
        "'Principal': '*' | 'Principal': ''"
            + " | 'Principal' must be '*' or an object with 'AWS' alone, got '\"\"'"
      })
  void aStatementThatIsNotModelled_isNeverPassedOver(String from, String to, String message) {
    var statement = ALLOW_ALL.replace(from, to);

    assertThatIllegalArgumentException().isThrownBy(() -> policy(statement)).withMessage(message);
  }

  @Test
  void namesTheRolesAndUsersThatItIsAbout() {
    var role = "arn:aws:iam::111122223333:role/acme";
    var user = "arn:aws:iam::444455556666:user/globex";
    var policy =
        policy(
            ALLOW_ALL.replace(
                    "'Principal': '*'", "'Principal': {'AWS': ['%s', '*']}".formatted(role))
                + ","
                + ALLOW_ALL
                    .replace("Allow", "Deny")
                    .replace(
                        "'Effect'",
                        "'Condition': {'ArnNotEquals': {'aws:PrincipalArn': ['%s', '%s']}}, 'Effect'"
                            .formatted(user, "arn:aws:iam::444455556666:role/*")));

    assertThat(policy.principals()).extracting(Principal::arn).containsExactly(role, user);
  }

  private static Decision evaluate(PolicyDocument policy, String caller, Map<String, String> keys) {
    return policy.evaluate(
        new PolicyRequest(
            Principal.of(caller), "execute-api:Invoke", API + "live/POST/v1/chat", keys));
  }

  private static Map<String, String> keys(String text) {
    var keys = new HashMap<String, String>();
    Optional.of(text)
        .filter(pair -> !pair.isEmpty())
        .map(pair -> pair.split("=", 2))
        .ifPresent(pair -> keys.put(pair[0], pair[1]));
    return keys;
  }

  private static PolicyDocument policy(String statements) {
    return document("{'Statement': [%s]}".formatted(statements));
  }

  private static PolicyDocument document(String json) {
    try {
      var node = new ObjectMapper().readTree(json.replace('\'', '"'));
      return PolicyDocument.of(node, UnaryOperator.identity());
    } catch (JsonProcessingException e) {
      throw new AssertionError(json, e);
    }
  }
}
