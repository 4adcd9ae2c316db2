package io.portcullis.test.rotation;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.local.huggingface.HubBehaviour;
import io.portcullis.test.rotation.Replacement.Ending;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What of {@code ./portcullis prove rotation} takes no long waiting, at a slower pace. */
class RotationProofTest {
  private static final int CALLS_A_SECOND = 20;

  private static RotationProof proof;

  @BeforeAll
  static void open() throws Exception {
    proof = RotationProof.open(Source.SERVICE_ACCOUNT, CALLS_A_SECOND);
  }

  @AfterAll
  static void close() throws IOException {
    proof.close();
  }

  static Stream<Trial> trials() {
    return Stream.of(
        new Replacement(3, Ending.WATCH),
        new Replacement(1, Ending.REVOKE),
        new KilledAfterStep(),
        new LostAnswer(),
        new ThrottledSecret(),
        new HubFault(HubBehaviour.DOWN, "is down", "it answered with an unexpected status"),
        new PendingApproval(),
        new TwoAtOnce());
  }

  @ParameterizedTest
  @MethodSource("trials")
  void noCallFails(Trial trial) throws Exception {
    var row = proof.row(trial).orElseThrow();

    assertThat(row.calls()).isPositive();
    assertThat(row.rotations()).isPositive();
    assertThat(row.wrong()).isEmpty();
  }

  /** Else its rows would say nothing. */
  @Test
  void seesATokenThatEndsWhileItIsCurrent() throws Exception {
    var row = proof.row(new TokenEnded()).orElseThrow();

    assertThat(row.failed()).isPositive();
    assertThat(row.right()).isFalse();
    assertThat(row.wrong())
        .contains(
            "no call must fail, got [502 token_rejected]",
            "the secret must have a current token that works");
  }

  /** Somebody revokes the token that calls are made with. */
  private record TokenEnded() implements Trial {
    @Override
    public String name() {
      return "the current token ends";
    }

    @Override
    public void run(Scene scene) throws Exception {
      scene.huggingFace().tokens().revoke(scene.current());
      scene.letTokensBeRead();
      scene.huggingFace().tokens().reinstate();
    }
  }
}
