package io.portcullis.stacks.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.stacks.EnvironmentFacts;
import io.portcullis.stacks.assembly.TestAssembly;
import io.portcullis.stacks.cost.PriceList;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class TokenSectionTest {
  @Test
  void saysThatAnOperatorBringsTheToken() {
    assertThat(lines("\"TOKEN_SOURCE\": \"STAGED\""))
        .containsEntry("source", "an operator brings each one: ./portcullis token stage test")
        .doesNotContainKey("credential");
  }

  @Test
  void saysForWhomATokenIsExchanged() {
    assertThat(
            lines(
                """
                "TOKEN_SOURCE": "TOKEN_EXCHANGE", "CLIENT_ID": "6f1c", "SUBJECT": "a@example.com",
                "TOKEN_LIFETIME_SECONDS": "28800", "CREDENTIAL_ARN": {"Ref": "Credential"}
                """))
        .containsEntry(
            "source",
            "the OAuth application 6f1c gets each one for a@example.com; it lives 8 hours at least")
        .containsEntry(
            "credential",
            "a secret of its own; whoever IAM allows reads it, whoever IAM allows writes it");
  }

  @Test
  void saysWhenAReplacedTokenDies() {
    assertThat(lines("\"TOKEN_SOURCE\": \"STAGED\", \"GRACE_SECONDS\": \"3600\""))
        .containsEntry("replaced", "ended at Hugging Face after 1 hour");
    assertThat(
            lines(
                """
                "TOKEN_SOURCE": "SERVICE_ACCOUNT", "SERVICE_ACCOUNT": "65f0", "GRACE_SECONDS": "3600"
                """))
        .containsEntry("replaced", "ended at Hugging Face after 1 hour, unless it is still used");
    assertThat(lines("\"TOKEN_SOURCE\": \"STAGED\", \"GRACE_SECONDS\": \"0\""))
        .containsEntry("replaced", "kept: nothing ends it at Hugging Face");
  }

  @Test
  void saysWhatIsOff() {
    assertThat(lines("\"TOKEN_SOURCE\": \"STAGED\""))
        .containsEntry("looked after", "off")
        .containsEntry("egress", "the rotation function reaches the whole internet")
        .containsEntry("alarms", "none: nobody is told");
  }

  private static Map<String, String> lines(String variables) {
    var environment =
        TestAssembly.environment(
            """
            {"Token": {"Type": "AWS::SecretsManager::Secret"},
             "Credential": {"Type": "AWS::SecretsManager::Secret"},
             "Rotation": {"Type": "AWS::Lambda::Function", "Properties": {
               "Handler": "io.portcullis.rotation.RotationHandler",
               "Environment": {"Variables": {%s}}}},
             "Schedule": {"Type": "AWS::SecretsManager::RotationSchedule", "Properties": {
               "SecretId": {"Ref": "Token"},
               "RotationLambdaARN": {"Fn::GetAtt": ["Rotation", "Arn"]}}}}
            """
                .formatted(variables));
    return TokenSection.of(
            Explanation.of(
                environment, new EnvironmentFacts(true, Map.of()), PriceList.ofRelease()))
        .lines()
        .stream()
        .collect(Collectors.toMap(Section.Line::label, Section.Line::value));
  }
}
