package io.portcullis.constructs.policy.template;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awscdk.App;
import software.amazon.awscdk.NestedStack;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.sns.Topic;
import software.amazon.awscdk.services.sqs.CfnQueue;
import software.amazon.awscdk.services.sqs.CfnQueueProps;

class TemplatesTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{ \"Ref\": \"Topic\" }",
        "{ \"Fn::GetAtt\": [\"Topic\", \"TopicArn\"] }",
        "{ \"Fn::GetAtt\": \"Topic.TopicArn\" }",
        "{ \"Fn::Sub\": \"x-${Topic}\" }",
        "{ \"Fn::Sub\": [\"${T}\", { \"T\": { \"Ref\": \"Topic\" } }] }",
        "{ \"Fn::Join\": [\"\", [\"x\", { \"Fn::GetAtt\": [\"Topic\", \"TopicName\"] }]] }",
        "{ \"Fn::If\": [\"Condition\", { \"Ref\": \"Topic\" }, \"none\"] }",
        "[{ \"a\": { \"Ref\": \"Topic\" }, \"b\": 1 }]"
      })
  void followsIntrinsicFunctions(String value) {
    assertThat(value(value).resources()).extracting(TemplateResource::logicalId).contains("Topic");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"Topic\"",
        "{ \"Ref\": \"AWS::Region\" }",
        "{ \"Ref\": \"Gone\" }",
        "{ \"Fn::Sub\": \"${!Topic}\" }",
        "{ \"Fn::ImportValue\": \"unknown\" }"
      })
  void followsNothingElse(String value) {
    assertThat(value(value).resources()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"a\" | a",
        "7 | 7",
        "{ \"Ref\": \"AWS::Region\" } | ${AWS::Region}",
        "{ \"Fn::GetAtt\": [\"Topic\", \"TopicName\"] } | ${Topic.TopicName}",
        "{ \"Fn::Join\": [\"-\", [\"a\", { \"Ref\": \"Topic\" }]] } | a-${Topic}",
        "{ \"Fn::Sub\": [\"a-${B}-${Topic}\", { \"B\": \"b$1\" }] } | a-b$1-${Topic}",
        "{ \"Fn::Select\": [0, []] } | ${Fn::Select}"
      })
  void writesAValueAsText(String value, String text) {
    assertThat(value(value).text()).isEqualTo(text);
  }

  @Test
  void followsAnExport_toTheStackBeside() {
    var stacks =
        List.of(
            stack("/one/Kept.template.json", export("key", "First")),
            stack("/two/Kept.template.json", export("key", "Second")),
            stack("/two/User.template.json", user("{ \"Fn::ImportValue\": \"key\" }")));

    assertThat(used(Templates.of(stacks)).resources())
        .extracting(TemplateResource::logicalId)
        .containsExactly("Second");
    assertThat(used(Templates.of(stacks)).text()).isEqualTo("${Second.Arn}");
  }

  @Test
  void followsTheOutputOfAnotherStack() {
    var reference =
        "{ \"Fn::GetStackOutput\": { \"StackName\": \"/two/Kept\", \"OutputName\": \"Out\" } }";
    var stacks =
        List.of(
            stack("/one/Kept.template.json", export("key", "First")),
            stack("/two/Kept.template.json", export("key", "Second")),
            stack("/two/User.template.json", user(reference)));

    assertThat(used(Templates.of(stacks)).resources())
        .extracting(TemplateResource::logicalId)
        .containsExactly("Second");
  }

  @Test
  void readsWhatTheCdkWrites_nestedStacksToo() throws IOException {
    var app = App.Builder.create().outdir(folder.toString()).build();
    var stack =
        new Stack(
            app,
            "Outer",
            StackProps.builder().stackName("deployed-name").terminationProtection(true).build());
    var topic = new Topic(stack, "Topic");
    var nested = new NestedStack(stack, "Nested");
    var inner = new Topic(nested, "Inner");
    queue(nested, "Queue", topic.getTopicArn());
    queue(stack, "Queue", inner.getTopicArn());
    app.synth();

    var templates =
        Templates.of(List.of(StackFile.read("Outer", folder.resolve("Outer.template.json"))));

    assertThat(templates.resources("AWS::SQS::Queue"))
        .flatExtracting(queue -> queue.property("QueueName").resources("AWS::SNS::Topic").toList())
        .extracting(found -> found.logicalId().replaceFirst("[0-9A-F]{8}$", ""))
        .containsExactlyInAnyOrder("Topic", "Inner");
    assertThat(templates.all())
        .hasSize(2)
        .allMatch(StackTemplate::terminationProtection)
        .allMatch(template -> template.stackName().equals("deployed-name"))
        .extracting(StackTemplate::isNested)
        .containsExactly(false, true);
  }

  private static void queue(Stack stack, String id, String name) {
    new CfnQueue(stack, id, CfnQueueProps.builder().queueName(name).build());
  }

  private static Value value(String json) {
    return used(
        Templates.of(
            List.of(
                stack(
                    "/Test.template.json",
                    """
                    { "Resources": { "Topic": { "Type": "AWS::SNS::Topic" },
                                     "User": { "Type": "User", "Properties": { "Uses": %s } } } }
                    """
                        .formatted(json)))));
  }

  private static String export(String name, String key) {
    return """
        {
          "Resources": { "%s": { "Type": "AWS::KMS::Key" } },
          "Outputs": {
            "Out": { "Value": { "Fn::GetAtt": ["%s", "Arn"] }, "Export": { "Name": "%s" } }
          }
        }
        """
        .formatted(key, key, name);
  }

  private static String user(String reference) {
    return """
        { "Resources": { "User": { "Type": "User", "Properties": { "Uses": %s } } } }
        """
        .formatted(reference);
  }

  private static Value used(Templates templates) {
    return templates.resources("User").findFirst().orElseThrow().property("Uses");
  }

  private static StackFile stack(String file, String json) {
    try {
      return new StackFile(
          "Test",
          file.replace(".template.json", ""),
          false,
          Optional.empty(),
          Path.of(file),
          new ObjectMapper().readTree(json));
    } catch (IOException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
