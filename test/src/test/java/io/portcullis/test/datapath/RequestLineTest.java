package io.portcullis.test.datapath;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.portcullis.local.huggingface.Behaviour;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the log of the function tells of a call, to people and to CloudWatch. */
@ExtendWith(SharedDoors.class)
class RequestLineTest {
  private final DataPath door;

  RequestLineTest(DataPath door) {
    this.door = door;
  }

  @Test
  void saysWhoCalledWhatAndHowItEnded() throws Exception {
    var answer = door.call("acme", Chat.anew());

    var line = door.line(answer);

    assertThat(line.path("customer").asText()).isEqualTo("acme");
    assertThat(line.path("route").asText()).isEqualTo("POST /v1/chat/completions");
    assertThat(line.path("status").asInt()).isEqualTo(200);
    assertThat(line.path("breaker").asText()).isEqualTo("closed");
    assertThat(line.path("retries").asInt()).isZero();
    assertThat(line.path("cold_start").isBoolean()).isTrue();
    assertThat(line.path("input_tokens").asLong() + line.path("output_tokens").asLong())
        .isEqualTo(Chat.tokens(answer.body()));
    for (var field :
        new String[] {"own_ms", "first_byte_ms", "duration_ms", "upstream_ms", "warming_ms"}) {
      assertThat(line.path(field).isIntegralNumber()).as(field).isTrue();
    }
    assertThat(line.path("api_key_id").asText()).isNotEmpty();
    assertThat(line.path("code").isNull()).isTrue();
    assertThat(line.path("layer").isNull()).isTrue();
  }

  @Test
  void saysWhoRefused() throws Exception {
    var line = door.line(door.call("acme", Chat.anew(Behaviour.HTML)));

    assertThat(line.path("code").asText()).isEqualTo("upstream_response_invalid");
    assertThat(line.path("layer").asText()).isEqualTo("upstream");
  }

  @Test
  void measuresHowMuchOfItsLimitsACustomerHasUsed() throws Exception {
    var line = door.line(door.call("acme", Chat.anew()));

    assertThat(metrics(line)).contains("Calls", "QuotaShare", "SpendShare", "InputTokens", "Total");
    assertThat(line.path("QuotaShare").asInt()).isBetween(0, 100);
    assertThat(line.path("Customer").asText()).isEqualTo("acme");
  }

  @Test
  void measuresDuplicates() throws Exception {
    var same = Chat.anew();
    for (var n = 0; n < 3; n++) {
      door.call("acme", same);
    }

    var line = door.line(door.call("acme", same));

    assertThat(metrics(line)).contains("Duplicates");
    assertThat(line.path("Duplicates").asInt()).isEqualTo(1);
  }

  /** A process retries one call in ten that it has made, and calls come to several processes. */
  @Test
  void measuresRetries() throws Exception {
    var line =
        Await.present(
            () -> {
              for (var n = 0; n < 10; n++) {
                door.call("acme", Chat.anew());
              }
              var failed = door.line(door.call("acme", Chat.anew(Behaviour.UNAVAILABLE)));
              return Optional.of(failed).filter(retried -> retried.path("retries").asInt() == 1);
            });

    assertThat(metrics(line)).contains("Retries");
    assertThat(line.path("Retries").asInt()).isEqualTo(1);
  }

  private static List<String> metrics(JsonNode line) {
    return line.path("_aws").findValuesAsText("Name");
  }
}
