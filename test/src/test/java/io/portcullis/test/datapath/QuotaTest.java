package io.portcullis.test.datapath;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Limits of customers and of all together, counted by several processes in one table. They are of a
 * month, which does not end in the middle of a test.
 */
@ExtendWith(SharedDoors.class)
class QuotaTest {
  private static final int LIMIT = 12;
  private static final int TOKENS = 1000;

  private final DataPath door;

  QuotaTest(DataPath door) {
    this.door = door;
  }

  @Test
  void admitsAsManyRequestsAsThePlanHas_whoeverCallsAtOnce() throws Exception {
    var before = door.standIn().completions();

    var answers = door.calls("counted", 2 * LIMIT, Chat::anew);

    assertThat(answers).filteredOn(answer -> answer.statusCode() == 200).hasSize(LIMIT);
    assertThat(answers)
        .filteredOn(answer -> answer.statusCode() != 200)
        .hasSize(LIMIT)
        .allSatisfy(
            refused -> {
              assertThat(refused.statusCode()).isEqualTo(429);
              assertThat(DataPath.code(refused)).isEqualTo("quota_requests_exceeded");
              assertThat(header(refused, "retry-after")).matches("[1-9]\\d*");
              assertThat(header(refused, "x-should-retry")).isEqualTo("false");
              assertThat(header(refused, "ratelimit-policy"))
                  .startsWith("\"requests-month\";q=12;w=");
              assertThat(header(refused, "ratelimit")).startsWith("\"requests-month\";r=0;t=");
            });
    assertThat(door.standIn().completions() - before).isEqualTo(LIMIT);
    assertThat(StateTable.sum(door.table().settled("customer#counted"), "requests_month_"))
        .isEqualTo(LIMIT);
    assertThat(door.call("neighbour", Chat.anew()).statusCode()).isEqualTo(200);
  }

  @Test
  void countsWhatTheEndpointSaysItUsed_ofAnswersAndStreams() throws Exception {
    var answers = new ArrayList<>(door.calls("measured", 8, Chat::anew));
    answers.addAll(door.calls("measured", 8, () -> Chat.anew().streamed()));

    assertThat(answers)
        .allSatisfy(
            answer -> {
              assertThat(answer.statusCode()).isEqualTo(200);
              assertThat(header(answer, "x-ratelimit-limit-requests")).isEqualTo("1000");
            });
    var item = door.table().settled("customer#measured");
    assertThat(StateTable.sum(item, "requests_month_")).isEqualTo(answers.size());
    assertThat(StateTable.sum(item, "tokens_month_"))
        .isEqualTo(answers.stream().mapToLong(answer -> Chat.tokens(answer.body())).sum());
  }

  @Test
  void refusesWhatThereAreNotEnoughTokensFor_beforeTheEndpointIsAsked() throws Exception {
    assertThat(door.call("scarce", Chat.anew()).statusCode()).isEqualTo(200);
    door.table().settled("customer#scarce");
    var before = door.standIn().completions();
    var body = Chat.anew();

    // A token for three bytes of the body, and all that the plan has; some of it is used.
    var refused = door.call("scarce", body.upTo(TOKENS - body.upTo(100).json().length() / 3 - 1));

    assertThat(refused.statusCode()).isEqualTo(429);
    assertThat(DataPath.code(refused)).isEqualTo("quota_tokens_exceeded");
    assertThat(header(refused, "retry-after")).matches("[1-9]\\d*");
    assertThat(header(refused, "ratelimit")).startsWith("\"tokens-month\";r=");
    assertThat(door.standIn().completions()).isEqualTo(before);
  }

  @Test
  void refusesWhatWouldCostTooMuch_beforeTheEndpointIsAsked() throws Exception {
    var before = door.standIn().completions();

    var refused = door.call("neighbour", Chat.anew().upTo(150_000));

    assertThat(refused.statusCode()).isEqualTo(429);
    assertThat(DataPath.code(refused)).isEqualTo("quota_spend_exceeded");
    assertThat(header(refused, "x-should-retry")).isEqualTo("false");
    assertThat(door.standIn().completions()).isEqualTo(before);
  }

  private static String header(HttpResponse<String> answer, String name) {
    return answer.headers().firstValue(name).orElse("none");
  }
}
