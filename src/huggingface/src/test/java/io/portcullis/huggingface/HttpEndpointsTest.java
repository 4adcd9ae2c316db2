package io.portcullis.huggingface;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class HttpEndpointsTest {
  @Test
  void describesAnEndpoint() {
    try (var api =
        new Recorder(
            200,
            """
            {"name":"documents","type":"private",
             "status":{"state":"scaledToZero","url":"https://x.endpoints.huggingface.cloud"}}
            """)) {
      assertThat(describe(api))
          .isEqualTo(new HubReply.Done<>(new EndpointDescription("private", "scaledToZero")));
      assertThat(api.requests())
          .containsExactly(
              "GET /v2/endpoint/acme/documents | Bearer hf_planted0123456789 | null | ");
    }
  }

  @Test
  void passesOnNoTextOfTheService_thatCouldBeAToken() {
    try (var api =
        new Recorder(
            200,
            "{\"type\":\"hf_planted0123456789\",\"status\":{\"state\":\"hf_planted0123456789\"}}")) {
      assertThat(describe(api))
          .isEqualTo(new HubReply.Done<>(new EndpointDescription("unrecognized", "unrecognized")));
    }
  }

  private static HubReply<EndpointDescription> describe(Recorder api) {
    return new HttpEndpoints(api.url(), Recorder.CALLER, Recorder.AMPLE)
        .describe(Question.endpoint(), Question.token());
  }
}
