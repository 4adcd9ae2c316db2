package io.portcullis.huggingface;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class HttpRevocationTest {
  @Test
  void revokesTheToken_withoutACredential() {
    try (var hub = new Recorder(202, "")) {
      var revocation = new HttpRevocation(hub.url(), Recorder.CALLER, Recorder.AMPLE);

      assertThat(revocation.revoke(Question.token()))
          .isEqualTo(new HubReply.Done<>(new Revocation.Accepted()));
      assertThat(hub.requests())
          .containsExactly(
              "POST /api/credentials/revoke | null | application/json |"
                  + " {\"credentials\":[\"hf_planted0123456789\"]}");
    }
  }
}
