package io.portcullis.stacks.change;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.stacks.assembly.TestAssembly;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WidenedAccessTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"Effect": "Allow", "Principal": {"AWS": "a"}, "Action": "s3:Get", "Resource": "r"} | {"Effect": "Allow", "Principal": {"AWS": ["a", "b"]}, "Action": "s3:Get", "Resource": "r"} | allows s3:Get to b on r
          {"Effect": "Allow", "Action": "s3:Get", "Resource": "r"} | {"Effect": "Allow", "Action": ["s3:Get", "s3:Put", "s3:Delete"], "Resource": "r"} | allows s3:Delete, s3:Put on r
          {"Effect": "Allow", "Action": "s3:Get", "Resource": "r"} | {"Effect": "Allow", "Action": "s3:*", "Resource": "r"} | allows s3:* on r
          {"Effect": "Allow", "Action": "s3:Get", "Resource": "r"} | {"Effect": "Allow", "Action": "s3:Get", "Resource": "*"} | allows s3:Get
          {"Effect": "Allow", "Action": "s3:Get", "Resource": "r"} | {"Effect": "Allow", "NotAction": "iam:*", "Resource": "r"} | allows all but "iam:*" on r
          {"Effect": "Allow", "Action": "a", "Resource": "r", "Condition": {"StringEquals": {"k": "v"}}} | {"Effect": "Allow", "Action": "a", "Resource": "r"} | allows a on r
          {"Effect": "Allow", "Action": "a", "Resource": "r", "Condition": {"StringEquals": {"k": "v"}}} | {"Effect": "Allow", "Action": "a", "Resource": "r", "Condition": {"StringEquals": {"k": ["v", "w"]}}} | allows a on r if StringEquals k v, w
          {"Effect": "Deny", "Principal": "*", "Action": "a", "Resource": "*"} | {"Effect": "Allow", "Action": "b", "Principal": "x", "Resource": "*"} | allows b to x
          {"Effect": "Deny", "Principal": "*", "Action": "a", "Resource": "*", "Condition": {"NotIpAddress": {"aws:SourceIp": ["10.0.0.0/8"]}}} | {"Effect": "Deny", "Principal": "*", "Action": "a", "Resource": "*", "Condition": {"NotIpAddress": {"aws:SourceIp": ["10.0.0.0/8", "192.0.2.0/24"]}}} | no longer denies a to * if NotIpAddress aws:SourceIp 10.0.0.0/8
          """)
  void findsAPolicyThatAllowsMore(String before, String after, String what) {
    assertThat(opened(policy(before), policy(after))).contains(what);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"Effect": "Allow", "Action": "s3:*", "Resource": "*"} | {"Effect": "Allow", "Action": "s3:Get*", "Resource": "r"}
          {"Effect": "Allow", "Action": "a", "Resource": "r"} | {"Effect": "Allow", "Action": "a", "Resource": "r", "Condition": {"StringEquals": {"k": "v"}}}
          {"Effect": "Allow", "Action": ["a", "b"], "Resource": "r"} | {"Effect": "Allow", "Action": "a", "Resource": ["r"]}
          {"Effect": "Allow", "Action": "a", "Resource": "r", "Condition": {"IpAddress": {"aws:SourceIp": "10.0.0.0/8"}}} | {"Effect": "Allow", "Action": "a", "Resource": "r", "Condition": {"IpAddress": {"aws:SourceIp": "10.1.0.0/16"}}}
          {"Effect": "Deny", "Action": "a", "Resource": "r", "Condition": {"NotIpAddress": {"aws:SourceIp": ["10.0.0.0/8", "192.0.2.0/24"]}}} | {"Effect": "Deny", "Action": "a", "Resource": "r", "Condition": {"NotIpAddress": {"aws:SourceIp": ["10.0.0.0/8"]}}}
          {"Effect": "Deny", "Action": "a", "Resource": "r"} | {"Effect": "Deny", "Action": "*", "Resource": "*"}
          """)
  void passesOverAPolicyThatAllowsLess(String before, String after) {
    assertThat(opened(policy(before), policy(after))).isEmpty();
  }

  @Test
  void findsAPolicyThatIsGone_withWhatItDenied() {
    var deny = policy("{\"Effect\": \"Deny\", \"Action\": \"*\", \"Resource\": \"*\"}");

    assertThat(opened(deny, "{}")).containsExactly("is gone, and with it what it denied");
  }

  @Test
  void namesWhatAPolicyIsAbout_byItsId() {
    var policy =
        """
        {"Key": {"Type": "AWS::KMS::Key"}, "P": {"Type": "AWS::IAM::Policy", "Properties": {"PolicyDocument":
          {"Statement": [{"Effect": "Allow", "Action": "kms:Decrypt", "Resource": {"Fn::GetAtt": ["Key", "Arn"]}}]}}}}
        """;

    assertThat(opened("{\"Key\": {\"Type\": \"AWS::KMS::Key\"}}", policy))
        .containsExactly("allows kms:Decrypt on Key");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"CidrIp": "10.0.0.0/16", "IpProtocol": "tcp", "FromPort": 443, "ToPort": 443} | {"CidrIp": "0.0.0.0/0", "IpProtocol": "tcp", "FromPort": 443, "ToPort": 443} | lets tcp 443-443 through from 0.0.0.0/0
          {"CidrIp": "10.0.0.0/16", "IpProtocol": "tcp", "FromPort": 443, "ToPort": 443} | {"CidrIp": "10.0.0.0/16", "IpProtocol": "-1"} | lets -1 through from 10.0.0.0/16
          """)
  void findsASecurityGroupThatLetsMoreThrough(String before, String after, String what) {
    assertThat(opened(group(before), group(after))).containsExactly(what);
  }

  @Test
  void passesOverASecurityGroupThatLetsLessThrough() {
    var wide = "{\"CidrIp\": \"10.0.0.0/8\", \"IpProtocol\": \"-1\"}";
    var narrow =
        "{\"CidrIp\": \"10.1.0.0/16\", \"IpProtocol\": \"tcp\", \"FromPort\": 443, \"ToPort\": 443}";

    assertThat(opened(group(wide), group(narrow))).isEmpty();
  }

  @Test
  void passesOverARuleThatLetsNothingThrough() {
    var nowhere =
        "{\"CidrIp\": \"127.0.0.1/32\", \"IpProtocol\": \"tcp\", \"FromPort\": 443, \"ToPort\": 443}";

    assertThat(opened("{}", group(nowhere))).isEmpty();
  }

  @Test
  void findsANewWayOutOfTheNetwork() {
    assertThat(opened("{}", "{\"Nat\": {\"Type\": \"AWS::EC2::NatGateway\"}}"))
        .containsExactly("is a new way out of the network: AWS::EC2::NatGateway");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"Name": "a", "Action": {"Block": {}}} | {"Name": "b", "Action": {"Block": {}}} | has no rule 'a' any more
          {"Name": "a", "Action": {"Block": {}}} | {"Name": "a", "Action": {"Count": {}}} | does not refuse by rule 'a' any more
          {"Name": "a", "OverrideAction": {"None": {}}} | {"Name": "a", "OverrideAction": {"Count": {}}} | does not refuse by rule 'a' any more
          {"Name": "a", "Action": {"Block": {}}, "Statement": {"RateBasedStatement": {"Limit": 300}}} | {"Name": "a", "Action": {"Block": {}}, "Statement": {"RateBasedStatement": {"Limit": 2000}}} | lets 2000 through by rule 'a' where it let 300
          {"Name": "a", "OverrideAction": {"None": {}}, "Statement": {"ManagedRuleGroupStatement": {"Name": "g"}}} | {"Name": "a", "OverrideAction": {"None": {}}, "Statement": {"ManagedRuleGroupStatement": {"Name": "g", "RuleActionOverrides": [{"Name": "x", "ActionToUse": {"Count": {}}}]}}} | does not refuse by x of rule 'a' any more
          {"Name": "a", "Action": {"Block": {}}, "Statement": {"GeoMatchStatement": {"CountryCodes": ["DE"]}}} | {"Name": "a", "Action": {"Block": {}}, "Statement": {"GeoMatchStatement": {"CountryCodes": ["FR"]}}} | has rule 'a' about other calls than before
          {"Name": "a", "Action": {"Count": {}}} | {"Name": "b", "Action": {"Allow": {}}} | has a new rule 'b' that lets calls pass
          """)
  void findsAFirewallThatRefusesLess(String before, String after, String what) {
    assertThat(opened(acl(before, "[]"), acl(after, "[]"))).containsExactly(what);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"Name": "a", "Action": {"Count": {}}} | {"Name": "a", "Action": {"Block": {}}}
          {"Name": "a", "Action": {"Count": {}}} | {"Name": "b", "Action": {"Block": {}}}
          {"Name": "a", "Action": {"Block": {}}, "Statement": {"RateBasedStatement": {"Limit": 300}}} | {"Name": "a", "Action": {"Block": {}}, "Statement": {"RateBasedStatement": {"Limit": 200}}}
          {"Name": "a", "OverrideAction": {"None": {}}, "Statement": {"ManagedRuleGroupStatement": {"Name": "g", "RuleActionOverrides": [{"Name": "x", "ActionToUse": {"Count": {}}}]}}} | {"Name": "a", "OverrideAction": {"None": {}}, "Statement": {"ManagedRuleGroupStatement": {"Name": "g"}}}
          """)
  void passesOverAFirewallThatRefusesMore(String before, String after) {
    assertThat(opened(acl(before, "[]"), acl(after, "[]"))).isEmpty();
  }

  @Test
  void findsAddressesThatMayCallNow() {
    assertThat(
            opened(
                acl(allowList(), "[\"10.0.0.0/8\"]"),
                acl(allowList(), "[\"10.1.0.0/16\", \"192.0.2.0/24\"]")))
        .containsExactly("lets 192.0.2.0/24 call");
  }

  @Test
  void findsAddressesThatAreNotRefusedAnyMore() {
    assertThat(
            opened(
                acl(denyList(), "[\"192.0.2.0/24\", \"10.0.0.0/8\"]"),
                acl(denyList(), "[\"10.0.0.0/8\"]")))
        .containsExactly("does not refuse 192.0.2.0/24 any more");
  }

  @Test
  void findsAFirewallThatIsGone() {
    var both =
        "{\"Acl\": {\"Type\": \"AWS::WAFv2::WebACL\"}, \"As\": {\"Type\": \"AWS::WAFv2::WebACLAssociation\"}}";

    assertThat(opened(both, "{}"))
        .containsExactly(
            "is gone: nothing is refused", "is gone: the firewall stands before nothing");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          AWS::ApiGateway::Method | {"AuthorizationType": "AWS_IAM"} | {"AuthorizationType": "NONE"} | asks for 'NONE' where it asked for 'AWS_IAM'
          AWS::ApiGateway::Method | {"ApiKeyRequired": true} | {"ApiKeyRequired": false} | needs no API key any more
          AWS::ApiGateway::Method | {"RequestValidatorId": "v"} | {} | does not check bodies any more
          AWS::ApiGateway::RestApi | {"EndpointConfiguration": {"Types": ["PRIVATE"]}} | {"EndpointConfiguration": {"Types": ["REGIONAL"]}} | is reachable from the internet
          AWS::ApiGateway::RestApi | {"DisableExecuteApiEndpoint": true} | {} | answers at API Gateway's own address again
          AWS::ApiGateway::DomainName | {"MutualTlsAuthentication": {}} | {} | asks for no client certificate any more
          AWS::Lambda::Permission | {"Principal": "a", "SourceArn": "x"} | {"Principal": "a"} | lets a call a function from anywhere
          """)
  void findsAnApiThatAsksLess(String type, String before, String after, String what) {
    assertThat(opened(resource(type, before), resource(type, after))).containsExactly(what);
  }

  @Test
  void findsANewRoute() {
    assertThat(opened("{}", resource("AWS::ApiGateway::Method", "{\"HttpMethod\": \"GET\"}")))
        .containsExactly("is a new route: GET /");
  }

  @Test
  void findsNothing_whereNothingIsDeployed() {
    var next =
        TestAssembly.environment(group("{\"CidrIp\": \"0.0.0.0/0\", \"IpProtocol\": \"-1\"}"));

    assertThat(WidenedAccess.between(next.deployed(Map.of()), next)).isEmpty();
  }

  private static List<String> opened(String before, String after) {
    return WidenedAccess.between(TestAssembly.environment(before), TestAssembly.environment(after))
        .stream()
        .map(Widening::what)
        .toList();
  }

  private static String resource(String type, String properties) {
    return "{\"A\": {\"Type\": \"%s\", \"Properties\": %s}}".formatted(type, properties);
  }

  private static String policy(String statement) {
    return resource(
        "AWS::IAM::Policy", "{\"PolicyDocument\": {\"Statement\": [%s]}}".formatted(statement));
  }

  private static String group(String ingress) {
    return resource(
        "AWS::EC2::SecurityGroup", "{\"SecurityGroupIngress\": [%s]}".formatted(ingress));
  }

  private static String acl(String rule, String addresses) {
    return """
    {"Acl": {"Type": "AWS::WAFv2::WebACL", "Properties": {"Rules": [%s]}},
     "Set": {"Type": "AWS::WAFv2::IPSet", "Properties": {"Addresses": %s}}}
    """
        .formatted(rule, addresses);
  }

  private static String allowList() {
    return """
    {"Name": "a", "Action": {"Block": {}}, "Statement": {"NotStatement": {"Statement":
      {"IPSetReferenceStatement": {"Arn": {"Fn::GetAtt": ["Set", "Arn"]}}}}}}
    """;
  }

  private static String denyList() {
    return """
    {"Name": "a", "Action": {"Block": {}}, "Statement":
      {"IPSetReferenceStatement": {"Arn": {"Fn::GetAtt": ["Set", "Arn"]}}}}
    """;
  }
}
