package io.portcullis.constructs.token;

import static io.portcullis.constructs.Json.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.constructs.Json;
import io.portcullis.constructs.Resources;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.assertions.Template;
import software.amazon.awscdk.services.logs.RetentionDays;

/** What the rotation function runs on and logs to. */
class HuggingFaceTokenFunctionTest {
  private final Stack stack = new Stack(new App(), "Test");

  @Test
  void runsOnJava25AndArm64() {
    token().build();

    Template.fromStack(stack)
        .hasResourceProperties(
            "AWS::Lambda::Function",
            json("{ \"Runtime\": \"java25\", \"Architectures\": [ \"arm64\" ] }"));
  }

  @Test
  void verifiesStagedTokens_andEndsReplacedOnesAfterAnHour_byDefault() {
    token().build();

    var function = Resources.of(stack).only("AWS::Lambda::Function");
    assertThat(Json.json(function.at("/Environment/Variables")))
        .isEqualTo(
            json(
                """
                {
                  "HUB_URL": "https://huggingface.co",
                  "ENDPOINTS_API_URL": "https://api.endpoints.huggingface.cloud",
                  "TOKEN_SOURCE": "STAGED",
                  "GRACE_SECONDS": "3600"
                }
                """));
  }

  @Test
  void writesToALogOfItsOwn_encryptedAndKeptForThreeMonths_byDefault() {
    token().build();

    var resources = Resources.of(stack);
    assertThat(Json.json(resources.only("AWS::Lambda::Function").get("LoggingConfig")))
        .isEqualTo(json("{ \"LogGroup\": { \"Ref\": \"TokenRotationFunctionLogGroup\" } }"));
    assertThat(Json.json(resources.only("AWS::Logs::LogGroup")))
        .isEqualTo(
            json(
                """
                {
                  "KmsKeyId": { "Fn::GetAtt": [ "TokenEncryptionKey", "Arn" ] },
                  "RetentionInDays": 90
                }
                """));
  }

  @Test
  void keepsItsLogAsLongAsTold() {
    token().logRetention(RetentionDays.ONE_WEEK).build();

    Template.fromStack(stack)
        .hasResourceProperties("AWS::Logs::LogGroup", json("{ \"RetentionInDays\": 7 }"));
  }

  @Test
  void has512MegabytesOfMemory_byDefault() {
    token().build();

    assertMemory(512);
  }

  @Test
  void hasAsMuchMemoryAsTold() {
    token().memorySize(1024).build();

    assertMemory(1024);
  }

  private void assertMemory(int megabytes) {
    Template.fromStack(stack)
        .hasResourceProperties("AWS::Lambda::Function", Map.of("MemorySize", megabytes));
  }

  private HuggingFaceTokenProps.Builder<HuggingFaceToken> token() {
    return HuggingFaceToken.Builder.create(stack, "Token");
  }
}
