package io.portcullis.proxy;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.proxy.rehearsal.Rehearsal;
import io.portcullis.runtime.HttpPrelude;
import io.portcullis.runtime.StreamHandler;
import io.portcullis.runtime.StreamResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What happens before a snapshot is taken. */
@Timeout(60)
class RehearsalTest {
  private final EndpointServer everything = new EndpointServer();
  private final Map<String, String> environment =
      new HashMap<>(
          Map.ofEntries(
              entry("AWS_REGION", "eu-west-1"),
              entry("AWS_ENDPOINT_URL", everything.url().toString()),
              entry("AWS_ENDPOINT_URL_SECRETS_MANAGER", everything.url().toString()),
              entry("AWS_ENDPOINT_URL_DYNAMODB", everything.url().toString()),
              entry("ENDPOINT_URL", everything.url().toString()),
              entry(
                  "TOKEN_SECRET_ARN",
                  "arn:aws:secretsmanager:eu-west-1:222222222222:secret:token-AbCdEf"),
              entry("TOKEN_CACHE_SECONDS", "300"),
              entry("FIRST_BYTE_TIMEOUT_MILLIS", "60000"),
              entry("IDLE_TIMEOUT_MILLIS", "30000"),
              entry("TOTAL_TIMEOUT_MILLIS", "240000"),
              entry("SCALE_UP_TIMEOUT_SECONDS", "45"),
              entry("MAX_BODY_BYTES", "1048576"),
              entry("MAX_TOKENS", "4096"),
              entry("MAX_MESSAGES", "256"),
              entry("MAX_CHOICES", "1"),
              entry("MODELS", "org/base"),
              entry("UNKNOWN_FIELDS", "REFUSE"),
              entry("STATE_TABLE", "state"),
              entry("TABLE_FAILURE", "REFUSE"),
              entry("DUPLICATE_LIMIT", "10"),
              entry("DUPLICATE_WINDOW_SECONDS", "60"),
              entry("BREAKER_FAILURES", "5"),
              entry("BREAKER_OPEN_SECONDS", "15"),
              entry("IDEMPOTENCY_SECONDS", "86400"),
              entry("SPEND_PER_DAY", "0"),
              entry("SPEND_PER_MONTH", "500"),
              entry("INPUT_TOKEN_PRICE", "0.2"),
              entry("OUTPUT_TOKEN_PRICE", "0.6")));
  private final List<HttpPrelude> answers = new ArrayList<>();

  @AfterEach
  void stop() {
    everything.close();
  }

  @Test
  void isAnsweredWell_wholeAndAsAStream() throws Exception {
    Rehearsal.run(environment, this::recorded);

    assertThat(answers).allMatch(answer -> answer.statusCode() == 200);
    assertThat(answers)
        .extracting(answer -> answer.headers().get("content-type"))
        .contains("application/json", "text/event-stream");
  }

  @Test
  void callsNothingOfTheFunctions() throws Exception {
    Rehearsal.run(environment, this::recorded);

    assertThat(everything.requests()).isEmpty();
  }

  private StreamHandler recorded(Map<String, String> variables) {
    var handler = new StreamingProxyHandler(ProxyServices.forRehearsal(variables), "function");
    return (invocation, response) -> handler.handle(invocation, recorded(response));
  }

  private StreamResponse recorded(StreamResponse response) {
    return new StreamResponse() {
      @Override
      public OutputStream begin(HttpPrelude prelude) throws IOException {
        answers.add(prelude);
        return response.begin(prelude);
      }

      @Override
      public void end() throws IOException {
        response.end();
      }
    };
  }
}
