package io.portcullis.huggingface;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class HttpEndpointAccessTest {
  @Test
  void isAllowed_whereTheHubSaysSo() {
    try (var hub = new Recorder(200, "{\"namespace\":\"acme\",\"user\":\"proxy\"}")) {
      var access = new HttpEndpointAccess(hub.url(), Recorder.CALLER, Recorder.AMPLE);

      assertThat(access.mayInfer(Question.endpoint(), Question.token()))
          .isEqualTo(new HubReply.Done<>(new EndpointAccess.Allowed()));
      assertThat(hub.requests())
          .containsExactly(
              "POST /api/inference-endpoints/acme/documents/auth-check/infer"
                  + " | Bearer hf_planted0123456789 | application/json | {}");
    }
  }
}
