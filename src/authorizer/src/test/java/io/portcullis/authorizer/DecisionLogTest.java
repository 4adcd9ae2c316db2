package io.portcullis.authorizer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.portcullis.redaction.Redactor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One line for each decision, with nothing in it that a caller or the issuer sent. */
class DecisionLogTest {
  private final AuthorizerFunction function = new AuthorizerFunction();

  @AfterEach
  void stop() {
    function.close();
  }

  @Test
  void tellsWhoWasLetIn() {
    function.call(function.token());

    var line = function.lastLine();
    assertThat(line.get("request_id").asText()).isEqualTo("request-1");
    assertThat(line.get("outcome").asText()).isEqualTo("authorized");
    assertThat(line.get("customer").asText()).isEqualTo("acme");
    assertThat(line.get("duration_ms").isIntegralNumber()).isTrue();
  }

  @Test
  void countsWhoWasLetIn_byLayer() {
    function.call(function.token());

    var line = function.lastLine();
    assertThat(line.get("Authorized").asInt()).isEqualTo(1);
    assertThat(line.get("Layer").asText()).isEqualTo("identity");
    assertThat(line.at("/_aws/CloudWatchMetrics").toString())
        .isEqualTo(
            "[{\"Namespace\":\"Portcullis\",\"Dimensions\":[[\"FunctionName\"],"
                + "[\"FunctionName\",\"Layer\"]],\"Metrics\":[{\"Name\":\"Authorized\","
                + "\"Unit\":\"Count\"}]}]");
  }

  @Test
  void tellsWhoWasRefused_andWhy() {
    assertThatThrownBy(
            () -> function.call(function.token(function.claims().expirationTime(function.in(-60)))))
        .isInstanceOf(RefusedException.class);

    var line = function.lastLine();
    assertThat(line.get("outcome").asText()).isEqualTo("refused");
    assertThat(line.get("reason").asText()).isEqualTo("token_expired");
    assertThat(line.get("Refused").asInt()).isEqualTo(1);
    assertThat(line.has("customer")).isFalse();
  }

  @Test
  void anEventThatIsNone_isNobodysFault() {
    for (var event : List.of("", "[]", "{\"stageVariables\":7}", "\"planted\"")) {
      assertThatThrownBy(() -> function.callRaw(event))
          .isInstanceOf(UndecidedException.class)
          .hasMessageNotContaining("planted")
          .hasNoCause();
      assertThat(function.lastLine().get("outcome").asText()).isEqualTo("undecided");
    }
  }

  @Test
  void anEventWithoutMethod_isNobodysFault() {
    assertThatThrownBy(() -> function.call(function.event(function.token()).put("methodArn", "x")))
        .isInstanceOf(UndecidedException.class);

    assertThat(function.lastLine().get("outcome").asText()).isEqualTo("undecided");
    assertThat(function.lastLine().has("Authorized")).isFalse();
  }

  @Test
  void hasOneLineForEachDecision_whichTheRedactorLeavesAlone() {
    function.call(function.token());
    assertThatThrownBy(() -> function.call("a.b.c")).hasMessage("Unauthorized");

    assertThat(function.log().lines()).hasSize(2);
    assertThat(Redactor.ofForms().redact(function.log())).isEqualTo(function.log());
  }

  /** Lambda writes what a function throws into its log, with its stack and its causes. */
  @Test
  void nothingPlantedIsWritten() throws IOException {
    var planted = function.claims().claim("planted", "planted").subject("planted");
    assertNothingPlanted(() -> function.call(function.token(planted)));
    assertNothingPlanted(() -> function.call("planted.planted.planted"));
    assertNothingPlanted(() -> function.call(function.eventWith(List.of("planted"))));
    assertNothingPlanted(() -> function.call(function.token(planted.issuer("planted"))));
    var event = function.event(function.token());
    ((ObjectNode) event.get("stageVariables")).put("globex", "subject=planted");
    assertNothingPlanted(() -> function.call(event));
    function.issuer.publishesText("planted");
    assertNothingPlanted(() -> function.call(function.token()));
  }

  private void assertNothingPlanted(ThrowingCallable call) {
    var printed = new ByteArrayOutputStream();
    var stream = new PrintStream(printed, true, UTF_8);
    var out = System.out;
    var err = System.err;
    System.setOut(stream);
    System.setErr(stream);
    try {
      call.call();
    } catch (Throwable e) {
      e.printStackTrace(stream);
    } finally {
      System.setOut(out);
      System.setErr(err);
    }
    assertThat(function.log() + printed.toString(UTF_8)).doesNotContain("planted");
  }
}
