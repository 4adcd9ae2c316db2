package io.portcullis.local.assembly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnvironmentTest {
  @TempDir private Path directory;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'Ref': 'AWS::Region'} | eu-west-1",
        "{'Ref': 'AWS::AccountId'} | 111122223333",
        "{'Ref': 'Size'} | large",
        "{'Fn::Join': ['-', ['a', {'Ref': 'AWS::Partition'}]]} | a-aws",
        "{'Fn::Sub': 'x-${AWS::StackName}-${!Literal}'} | x-test-Main-${Literal}",
        "{'Fn::Sub': ['${Who}/${AWS::URLSuffix}', {'Who': 'me'}]} | me/amazonaws.com",
        "{'Fn::Select': ['1', {'Fn::Split': [',', 'a,b,c']}]} | b",
        "{'Fn::FindInMap': ['Sizes', {'Ref': 'AWS::Region'}, 'disk']} | 20",
        "{'Fn::If': ['IsLarge', 'yes', 'no']} | yes",
        "{'Fn::If': ['IsSmall', 'yes', 'no']} | no",
        "{'Fn::Base64': 'hi'} | aGk=",
        "{'Fn::ImportValue': 'shared-arn'} | arn:aws:sns:eu-west-1:111122223333:bell",
        "{'Fn::GetStackOutput': {'StackName': 'test-Base', 'OutputName': 'Bell'}}"
            + " | arn:aws:sns:eu-west-1:111122223333:bell",
        "{'Fn::Select': ['4', {'Fn::Split': [':', {'Fn::GetAtt': ['Role', 'Arn']}]}]}"
            + " | 111122223333"
      })
  void resolvesIntrinsicFunctions(String expression, String expected) {
    var value = property(expression.replace('\'', '"')).requiredText("DisplayName");

    assertThat(value).isEqualTo(expected);
  }

  @Test
  void anAuthorizerHasOneId_howeverItIsAsked() {
    assertThat(property("{\"Ref\": \"Authorizer\"}").requiredText("DisplayName"))
        .matches("[0-9a-f]{10}")
        .isEqualTo(
            property("{\"Fn::GetAtt\": [\"Authorizer\", \"AuthorizerId\"]}")
                .requiredText("DisplayName"));
  }

  @Test
  void leavesOutWhatHasNoValue() {
    var properties = property("{\"Fn::If\": [\"IsSmall\", \"x\", {\"Ref\": \"AWS::NoValue\"}]}");

    assertThat(properties.text("DisplayName")).isEmpty();
  }

  @Test
  void namesAnIntrinsicFunctionThatItDoesNotKnow() {
    var properties = property("{\"Fn::Cidr\": [\"10.0.0.0/16\", 1, 8]}");

    assertThatExceptionOfType(AssemblyException.class)
        .isThrownBy(() -> properties.text("DisplayName"))
        .withMessage("stack 'test-Main': unknown intrinsic function 'Fn::Cidr'");
  }

  @Test
  void namesAnExportThatNoStackHas() {
    var properties = property("{\"Fn::ImportValue\": \"nobody\"}");

    assertThatExceptionOfType(AssemblyException.class)
        .isThrownBy(() -> properties.text("DisplayName"))
        .withMessage("stack 'test-Main': no stack of the environment exports 'nobody'");
  }

  @Test
  void leavesOutAResourceWhoseConditionIsFalse() {
    var environment = environment("\"x\"");

    assertThat(environment.resources("AWS::SNS::Subscription")).isEmpty();
  }

  @Test
  void countsTheTypesThatNothingAskedFor() {
    var environment = environment("\"x\"");
    environment.resources("AWS::SNS::Topic");

    assertThat(environment.unmodelledTypes())
        .isEqualTo(Map.of("AWS::ApiGateway::Authorizer", 1, "AWS::IAM::Role", 1));
  }

  @Test
  void namesTheUnreadPropertiesOfTypesThatWereAskedFor() {
    var environment = environment("\"x\"");
    environment.resources("AWS::SNS::Topic").forEach(topic -> topic.properties().text("TopicName"));

    assertThat(environment.unreadProperties())
        .isEqualTo(Map.of("AWS::SNS::Topic", Set.of("DisplayName")));
  }

  @Test
  void namesTheEnvironmentsThereAre() {
    var assembly = CloudAssembly.read(TestAssembly.in(directory).write());

    assertThatExceptionOfType(AssemblyException.class)
        .isThrownBy(() -> assembly.environment("prod"))
        .withMessage("unknown environment 'prod', there are: test");
  }

  private Properties property(String expression) {
    return environment(expression).resources("AWS::SNS::Topic").stream()
        .filter(topic -> topic.logicalId().equals("Subject"))
        .findFirst()
        .orElseThrow()
        .properties();
  }

  private Environment environment(String expression) {
    return TestAssembly.in(directory)
        .stack(
            "Base",
            """
            {"Resources": {"Bell": {"Type": "AWS::SNS::Topic", "Properties": {"TopicName": "bell"}}},
             "Outputs": {"Bell": {"Value": {"Ref": "Bell"}, "Export": {"Name": "shared-arn"}}}}
            """)
        .stack(
            "Main",
            """
            {"Parameters": {"Size": {"Type": "String", "Default": "large"}},
             "Mappings": {"Sizes": {"eu-west-1": {"disk": "20"}}},
             "Conditions": {
               "IsLarge": {"Fn::Equals": [{"Ref": "Size"}, "large"]},
               "IsSmall": {"Fn::And": [{"Fn::Not": [{"Condition": "IsLarge"}]}, true]}},
             "Resources": {
               "Role": {"Type": "AWS::IAM::Role"},
               "Authorizer": {"Type": "AWS::ApiGateway::Authorizer"},
               "Gone": {"Type": "AWS::SNS::Subscription", "Condition": "IsSmall"},
               "Subject": {"Type": "AWS::SNS::Topic", "Properties": {"DisplayName": %s}}}}
            """
                .formatted(expression))
        .environment();
  }
}
