package io.portcullis.stacks.assembly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnvironmentTemplatesTest {
  private static final String FOUNDATION =
      """
      {"Resources": {"Key1": {"Type": "AWS::KMS::Key"}},
       "Outputs": {"KeyArn": {"Value": {"Fn::GetAtt": ["Key1", "Arn"]},
         "Export": {"Name": "portcullis-test-Foundation:KeyArn"}}}}
      """;

  @TempDir private Path folder;

  @Test
  void readsWhatTheAssemblySaysOfAStack() {
    TestAssembly.write(folder, "prod", Map.of("portcullis-prod-Foundation", FOUNDATION));

    var environment = EnvironmentTemplates.read(folder, "prod");

    assertThat(environment.account()).isEqualTo("111111111111");
    assertThat(environment.region()).isEqualTo("eu-west-1");
    assertThat(environment.stacks())
        .singleElement()
        .satisfies(
            stack -> {
              assertThat(stack.name()).isEqualTo("portcullis-prod-Foundation");
              assertThat(stack.terminationProtection()).isTrue();
              assertThat(stack.bootstrap())
                  .isEqualTo(
                      new StackTemplate.Bootstrap(
                          8,
                          "/cdk-bootstrap/hnb659fds/version",
                          "arn:aws:iam::111111111111:role/cdk-lookup"));
            });
  }

  @Test
  void namesAFolderThatIsNoAssembly() {
    assertThatThrownBy(() -> EnvironmentTemplates.read(folder, "prod"))
        .isInstanceOf(AssemblyException.class)
        .hasMessage("'%s' is not a cloud assembly".formatted(folder));
  }

  @Test
  void namesAnEnvironmentThatIsNotThere() {
    TestAssembly.write(folder, "prod", Map.of("portcullis-prod-Foundation", FOUNDATION));

    assertThatThrownBy(() -> EnvironmentTemplates.read(folder, "dev"))
        .isInstanceOf(AssemblyException.class)
        .hasMessage("'%s' has no environment 'dev'".formatted(folder));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          "plain"                                                        | plain
          {"Ref": "AWS::Region"}                                         | eu-west-1
          {"Ref": "Log1"}                                                | ${portcullis-test-Gateway/Log1}
          {"Fn::GetAtt": ["Log1", "Arn"]}                                | ${portcullis-test-Gateway/Log1.Arn}
          {"Fn::Join": [":", ["arn", {"Ref": "AWS::Partition"}, "logs"]]} | arn:aws:logs
          {"Fn::Sub": "${AWS::AccountId}/${Log1}/${Log1.Arn}"}           | 111111111111/${portcullis-test-Gateway/Log1}/${portcullis-test-Gateway/Log1.Arn}
          {"Fn::Sub": ["${Name}!", {"Name": "log"}]}                     | log!
          {"Fn::ImportValue": "portcullis-test-Foundation:KeyArn"}       | ${portcullis-test-Foundation/Key1.Arn}
          {"Fn::ImportValue": "elsewhere"}                               | (known at deployment)
          {"Fn::GetStackOutput": {"StackName": "portcullis-test-Foundation", "OutputName": "KeyArn"}} | ${portcullis-test-Foundation/Key1.Arn}
          {"Fn::Select": [1, ["a", "b"]]}                                | b
          {"Fn::Base64": "x"}                                            | (known at deployment)
          {"Ref": "Nothing"}                                             | (known at deployment)
          """)
  void resolvesWhatTheTemplatesTell(String value, String text) {
    var environment =
        TestAssembly.environment(
            FOUNDATION,
            """
            {"Log1": {"Type": "AWS::Logs::LogGroup", "Properties": {"Value": %s}}}
            """
                .formatted(value));

    var log = environment.ofType("AWS::Logs::LogGroup").get(0);

    assertThat(log.text("Value")).isEqualTo(text);
  }

  @Test
  void leavesOutWhatIsNoValue() {
    var environment =
        TestAssembly.environment(
            """
            {"Log1": {"Type": "AWS::Logs::LogGroup", "Properties": {"KmsKeyId": {"Ref": "AWS::NoValue"}}}}
            """);

    assertThat(environment.ofType("AWS::Logs::LogGroup").get(0).has("KmsKeyId")).isFalse();
  }

  @Test
  void followsAReferenceIntoAnotherStack() {
    var environment =
        TestAssembly.environment(
            FOUNDATION,
            """
            {"Log1": {"Type": "AWS::Logs::LogGroup", "Properties":
              {"KmsKeyId": {"Fn::ImportValue": "portcullis-test-Foundation:KeyArn"}}}}
            """);

    var log = environment.ofType("AWS::Logs::LogGroup").get(0);

    assertThat(environment.targets(log.get("KmsKeyId")))
        .singleElement()
        .hasToString("AWS::KMS::Key 'Key1'");
  }

  @Test
  void callsAResourceByItsConstruct() {
    var environment =
        TestAssembly.environment(
            """
            {"A": {"Type": "AWS::WAFv2::IPSet", "Metadata": {"aws:cdk:path": "prod/Gateway/Firewall/Allowed/Resource"}},
             "B": {"Type": "AWS::WAFv2::IPSet"}}
            """);

    assertThat(environment.resources()).extracting(Resource::name).containsExactly("Allowed", "B");
  }
}
