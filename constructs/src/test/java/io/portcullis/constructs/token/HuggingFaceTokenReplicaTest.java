package io.portcullis.constructs.token;

import static io.portcullis.constructs.Json.list;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.portcullis.constructs.Json;
import io.portcullis.constructs.Resources;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Environment;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.kms.Key;
import software.amazon.awscdk.services.secretsmanager.ReplicaRegion;

/** Where else the secret is. */
class HuggingFaceTokenReplicaTest {
  private final Stack stack =
      new Stack(
          new App(),
          "Test",
          StackProps.builder()
              .env(Environment.builder().account("111111111111").region("eu-west-1").build())
              .build());

  @Test
  void isNowhereElse_byDefault() {
    token().build();

    assertThat(secret().has("ReplicaRegions")).isFalse();
  }

  @Test
  void isCopiedToRegions_eachWithItsKey() {
    var arn = "arn:aws:kms:us-east-1:111111111111:key/00000000-0000-0000-0000-000000000000";
    var key = Key.fromKeyArn(stack, "UsKey", arn);

    token()
        .replicaRegions(
            List.of(
                ReplicaRegion.builder().region("us-east-1").encryptionKey(key).build(),
                ReplicaRegion.builder().region("eu-central-1").build()))
        .build();

    assertThat(Json.list(secret().get("ReplicaRegions")))
        .isEqualTo(
            list(
                """
                [ { "Region": "us-east-1", "KmsKeyId": "%s" }, { "Region": "eu-central-1" } ]
                """
                    .formatted(arn)));
  }

  @Test
  void isNotCopiedToItsOwnRegion() {
    var own = ReplicaRegion.builder().region("eu-west-1").build();

    assertThatThrownBy(() -> token().replicaRegions(List.of(own)).build())
        .hasMessageStartingWith(
            "Cannot add the region where this stack is deployed as a replica region.");
  }

  private JsonNode secret() {
    return Resources.of(stack).only("AWS::SecretsManager::Secret");
  }

  private HuggingFaceTokenProps.Builder<HuggingFaceToken> token() {
    return HuggingFaceToken.Builder.create(stack, "Token");
  }
}
