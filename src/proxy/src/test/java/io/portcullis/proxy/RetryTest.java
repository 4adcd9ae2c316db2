package io.portcullis.proxy;

import static io.portcullis.proxy.ProxyFunction.event;
import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.proxy.answer.Answer;
import io.portcullis.proxy.answer.ProxyResponse;
import io.portcullis.proxy.refusal.RefusalCode;
import io.portcullis.proxy.refusal.Retry;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What clients are told of sending a refused request again. */
class RetryTest {
  private static final String HEADER = "x-should-retry";

  private final EndpointServer server = new EndpointServer();
  private final ProxyFunction function =
      new ProxyFunction(server.url(), new FakeTokenSecret("hf_planted_0123456789"));

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void canHelpWhereNothingRuns_andWhatStoodInTheWayMayBeGone() {
    assertThat(Stream.of(RefusalCode.values()).filter(code -> code.retry() == Retry.LATER))
        .containsExactlyInAnyOrder(
            RefusalCode.QUOTA_REQUESTS_EXCEEDED,
            RefusalCode.QUOTA_TOKENS_EXCEEDED,
            RefusalCode.QUOTA_UNAVAILABLE,
            RefusalCode.TOKEN_UNAVAILABLE,
            RefusalCode.GUARD_BREAKER_OPEN,
            RefusalCode.UPSTREAM_OVERLOADED,
            RefusalCode.UPSTREAM_UNAVAILABLE,
            RefusalCode.UPSTREAM_UNREACHABLE);
  }

  @ParameterizedTest
  @EnumSource
  void isNamedInTheAnswer_whereItCannotHelp(RefusalCode code) {
    var headers = ProxyResponse.of(Answer.Refusal.of(code), Optional.empty()).headers();

    if (code.retry() == Retry.NEVER) {
      assertThat(headers).containsEntry(HEADER, "false");
    } else {
      assertThat(headers).doesNotContainKey(HEADER);
    }
  }

  @Test
  void isNotNamedInACompletion() {
    assertThat(function.call(event()).headers().has(HEADER)).isFalse();
  }

  /** An engine does not know what this function makes of its answer. */
  @Test
  void isNotTheEndpointsToForbid() {
    server.answers(503, Map.of("x-should-retry", "false"), "");

    assertThat(function.call(event()).headers().has(HEADER)).isFalse();
  }
}
