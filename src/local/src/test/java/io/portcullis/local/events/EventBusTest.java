package io.portcullis.local.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.portcullis.local.assembly.AssemblyException;
import io.portcullis.local.assembly.TestAssembly;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventBusTest {
  private static final String FUNCTION = "arn:aws:lambda:eu-west-1:111122223333:function:watch";
  private static final String LABEL =
      """
      'EventPattern': {'source': ['aws.secretsmanager'], 'detail-type': ['Secret Label Updated'],
        'detail': {'name': ['token'], 'labelUpdated': ['AWSCURRENT']}}
      """;

  @TempDir private Path directory;
  private final List<String> invocations = new ArrayList<>();
  private Optional<String> failure = Optional.empty();

  private final EventTarget functions =
      new EventTarget() {
        @Override
        public boolean has(String functionArn) {
          return functionArn.equals(FUNCTION);
        }

        @Override
        public Optional<String> invoke(String functionArn, String event) {
          invocations.add(event);
          return failure;
        }
      };

  @ParameterizedTest
  @CsvSource({
    "token, AWSCURRENT, 1",
    "token, STAGED, 0",
    "credential, AWSCURRENT, 0",
    "token-2, AWSCURRENT, 0"
  })
  void invokesTheFunctionOfARule_withItsConstantInput(String name, String label, int times)
      throws Exception {
    try (var bus = bus(LABEL, "'Input': '{\\\"task\\\":\\\"watch\\\"}'")) {
      bus.put(event(name, label));
      bus.settle();

      assertThat(invocations).hasSize(times).allMatch("{\"task\":\"watch\"}"::equals);
    }
  }

  @Test
  void invokesItWithTheEventItself_withoutAnInput() throws Exception {
    try (var bus = bus(LABEL, "'Id': 'a'")) {
      bus.put(event("token", "AWSCURRENT"));
      bus.settle();

      assertThat(invocations).containsExactly(event("token", "AWSCURRENT").toString());
    }
  }

  @Test
  void runsSchedulesAtOnce_whenATestAsks() throws Exception {
    try (var bus = bus("'ScheduleExpression': 'rate(1 hour)'", "'Input': 'x'")) {
      bus.start();
      assertThat(bus.tick()).isEmpty();
      failure = Optional.of("no");

      assertThat(bus.tick()).containsExactly("rule 'Rule': no");
      assertThat(invocations).containsExactly("x", "x");
    }
  }

  @Test
  void leavesARuleAlone_thatIsDisabled() throws Exception {
    try (var bus =
        bus("'State': 'DISABLED', 'ScheduleExpression': 'rate(1 hour)'", "'Input': 'x'")) {
      bus.tick();

      assertThat(invocations).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'InputTransformer': {'InputTemplate': 'x'}",
        "'InputPath': '$.detail'",
        "'Arn': 'arn:aws:sns:eu-west-1:111122223333:topic'",
        "'Arn': 'arn:aws:lambda:eu-west-1:111122223333:function:other'"
      })
  void namesTargets_thatItDoesNotInvoke(String target) throws Exception {
    try (var bus = bus("'ScheduleExpression': 'rate(1 hour)'", target)) {
      bus.tick();

      assertThat(invocations).isEmpty();
      assertThat(bus.notRun()).hasSize(1).allMatch(line -> line.startsWith("rule 'Rule' (arn:"));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'source': ['aws.s3', 'aws.secretsmanager']} | true",
        "{'source': [{'prefix': 'aws.'}]} | true",
        "{'source': [{'prefix': 'com.'}]} | false",
        "{'resources': ['arn:token']} | true",
        "{'resources': ['arn:other']} | false",
        "{'detail': {'version': ['1']}} | false",
        "{'detail': {'name': {'first': ['token']}}} | false",
        "{} | true"
      })
  void matchesAsEventBridgeDoes(String pattern, boolean matches) throws Exception {
    assertThat(new EventPattern(json(pattern)).matches(event("token", "AWSCURRENT")))
        .isEqualTo(matches);
  }

  /** Rather than to let a rule run where AWS would not, or the other way round. */
  @ParameterizedTest
  @ValueSource(
      strings = {"{'source': [{'anything-but': 'a'}]}", "{'source': 'a'}", "{'a': {'b': [[]]}}"})
  void refusesAPattern_thatItDoesNotKnow(String pattern) throws Exception {
    var json = json(pattern);

    assertThatExceptionOfType(AssemblyException.class).isThrownBy(() -> new EventPattern(json));
  }

  @Test
  void refusesASchedule_thatItDoesNotKnow() throws Exception {
    try (var bus = bus("'ScheduleExpression': 'rate(1 week)'", "'Input': 'x'")) {
      assertThatExceptionOfType(AssemblyException.class).isThrownBy(bus::start);
    }
  }

  private EventBus bus(String rule, String target) {
    var arn = target.contains("'Arn'") ? "" : "'Arn': '%s', ".formatted(FUNCTION);
    var template =
        "{'Resources': {'Rule': {'Type': 'AWS::Events::Rule', 'Properties': {%s, 'Targets': [{%s%s}]}}}}"
            .formatted(rule, arn, target);
    return EventBus.of(
        TestAssembly.in(directory).stack("Foundation", template.replace('\'', '"')).environment(),
        functions);
  }

  private static JsonNode event(String name, String label) throws IOException {
    return json(
        """
        {'source': 'aws.secretsmanager', 'detail-type': 'Secret Label Updated',
          'resources': ['arn:token'], 'detail': {'name': '%s', 'labelUpdated': '%s'}}
        """
            .formatted(name, label));
  }

  private static JsonNode json(String text) throws IOException {
    return new ObjectMapper().readTree(text.replace('\'', '"'));
  }
}
