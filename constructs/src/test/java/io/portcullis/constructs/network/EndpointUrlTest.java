package io.portcullis.constructs.network;

import static io.portcullis.constructs.Json.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awscdk.App;
import software.amazon.awscdk.CfnParameter;
import software.amazon.awscdk.Stack;

class EndpointUrlTest {
  private final Stack stack = new Stack(new App(), "Test");

  @ParameterizedTest
  @CsvSource({
    "https://abc.us-east-1.aws.endpoints.huggingface.cloud,"
        + " abc.us-east-1.aws.endpoints.huggingface.cloud",
    "https://Models.Example.COM, models.example.com",
    "https://models.example.com:8443, models.example.com"
  })
  void hasAHost_inLowerCaseWithoutAPort(String url, String host) {
    assertThat(EndpointUrl.host(url)).isEqualTo(host);
  }

  @Test
  void hasAHost_thatIsTakenOutAtDeployment_ifItIsKnownOnlyThen() {
    var url = CfnParameter.Builder.create(stack, "Url").build().getValueAsString();

    assertThat(stack.resolve(EndpointUrl.host(url)))
        .isEqualTo(
            json(
                """
                { "Fn::Select": [ 0, { "Fn::Split": [ ":",
                  { "Fn::Select": [ 2, { "Fn::Split": [ "/", { "Ref": "Url" } ] } ] } ] } ] }
                """));
  }

  @Test
  void passes_ifItIsKnownOnlyAtDeployment() {
    var url = CfnParameter.Builder.create(stack, "Url").build().getValueAsString();

    assertThatCode(() -> EndpointUrl.require("endpointUrl", url)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://models.example.com",
        "https://models.example.com/",
        "https://models.example.com/v1",
        "https://models.example.com?a=b",
        "https://models.example.com#a",
        "https://user@models.example.com",
        "https://models.example.com.",
        "https://models..example.com",
        "https://169.254.169.254",
        "https://[::1]",
        "https://localhost",
        "https://*.example.com",
        "https://models.example.com:",
        "https://models.example.com\nhttps://other.example.com",
        "https://",
        "models.example.com",
        ""
      })
  void isRefused_ifItIsNotHttpsAndAHost(String url) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> EndpointUrl.require("endpointUrl", url))
        .withMessage(
            "'endpointUrl' must be an https address without a path, got '%s'".formatted(url));
  }
}
