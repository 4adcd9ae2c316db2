package io.portcullis.proxy.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.local.huggingface.Behaviour;
import io.portcullis.local.huggingface.HuggingFaceStandIn;
import io.portcullis.proxy.answer.Answer;
import io.portcullis.proxy.answer.ClientHeader;
import io.portcullis.proxy.deadline.RequestTimeouts;
import io.portcullis.proxy.outcome.Outcome;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An endpoint that scales from zero. */
@Timeout(30)
class WarmingTest {
  private static final Duration HOUR = Duration.ofHours(1);

  private HuggingFaceStandIn standIn;

  @BeforeEach
  void open() throws IOException {
    standIn = HuggingFaceStandIn.start();
    standIn.behave(Behaviour.WARMING);
    standIn.scaleToZero(HOUR);
  }

  @AfterEach
  void close() {
    standIn.close();
  }

  @Test
  void isWaitedFor_inOneCall() throws Exception {
    var held = CompletableFuture.supplyAsync(() -> trial(Duration.ofSeconds(20)).chat(false));
    while (standIn.completions() == 0) {
      Thread.onSpinWait();
    }

    standIn.scaleUp();

    assertThat(held.get().status()).isEqualTo(200);
    assertThat(standIn.completions()).isEqualTo(1);
    assertThat(standIn.calls().get(0).scaleUpTimeout()).contains("20");
  }

  @Test
  void isRefusedHonestly_whenTheTimeIsOver() {
    var result = trial(Duration.ofSeconds(1)).chat(false);

    assertThat(result.status()).isEqualTo(503);
    assertThat(result.code()).isEqualTo("upstream_warming");
    assertThat(result.answer().warming()).isGreaterThanOrEqualTo(Duration.ofMillis(800));
    assertThat(standIn.completions()).isEqualTo(1);
  }

  @Test
  void tellsAClientWhenToComeAgain() {
    var refusal = (Answer.Refusal) trial(Duration.ofSeconds(1)).chat(false).answer().answer();

    assertThat(refusal.headers()).containsEntry(ClientHeader.RETRY_AFTER, "30");
  }

  @Test
  void isNoFault_andNotRepeated() {
    var outcome = trial(Duration.ofSeconds(1)).chat(false).answer().outcome();

    assertThat(outcome).isEqualTo(Outcome.WARMING);
    assertThat(outcome.isFault()).isFalse();
    assertThat(outcome.isRepeatable()).isFalse();
  }

  @Test
  void isTakenForIt_whereNobodyWaits() {
    var result = trial(Duration.ZERO).chat(false);

    assertThat(result.code()).isEqualTo("upstream_warming");
    assertThat(standIn.calls().get(0).scaleUpTimeout()).isEmpty();
  }

  private Trial trial(Duration scaleUp) {
    var timeouts = new RequestTimeouts(Duration.ofSeconds(25), HOUR, HOUR, scaleUp);
    return new Trial(standIn.url(), standIn.tokens().issue(), timeouts);
  }
}
