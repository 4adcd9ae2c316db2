package io.portcullis.local.apigateway;

import static io.portcullis.local.apigateway.ApiFixture.HERE;
import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.local.http.Headers;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MockTest {
  private static final String PREFLIGHT =
      """
      'Integration': {'Type': 'MOCK',
        'RequestTemplates': {'application/json': '{ statusCode: 204 }'},
        'IntegrationResponses': [{'StatusCode': '204', 'ResponseParameters': {
          'method.response.header.Access-Control-Allow-Origin': '~https://example.com~',
          'method.response.header.Vary': '~Origin~'}}]}
      """;

  @TempDir private Path directory;

  @Test
  void answersAPreflightRequest_withItsConstantHeaders() throws Exception {
    var fixture = new ApiFixture(directory).method("OPTIONS", PREFLIGHT);
    var api = fixture.open();

    var outcome = fixture.call("OPTIONS", Headers.NONE, HERE);

    assertThat(outcome.answer().status()).isEqualTo(204);
    assertThat(outcome.answer().headers().first("access-control-allow-origin"))
        .contains("https://example.com");
    assertThat(outcome.answer().headers().first("vary")).contains("Origin");
    assertThat(outcome.answer().body()).isEmpty();
    assertThat(outcome.layer()).isEqualTo("mock");
    assertThat(api.describe().notModelled()).isEmpty();
  }

  @Test
  void aTemplate_isNamed_andNotGuessed() throws Exception {
    var fixture =
        new ApiFixture(directory)
            .method(
                "OPTIONS",
                PREFLIGHT.replace(
                    "'StatusCode'",
                    "'ResponseTemplates': {'application/json': '#set($a = 1)'}, 'StatusCode'"));
    var api = fixture.open();

    assertThat(fixture.call("OPTIONS", Headers.NONE, HERE).answer().status()).isEqualTo(500);
    assertThat(api.describe().notModelled())
        .containsExactly("OPTIONS /chat (integration MOCK with a template, answers 500)");
  }
}
