package io.portcullis.test.leak;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.portcullis.test.leak.LeakDoor.Got;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Secrets of every kind go into the packaged functions wherever somebody could put one, through
 * every way that a call may end, and are nowhere afterwards.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(300)
class LeakGateTest {
  private LeakDoor door;
  private LeakCalls calls;
  private Traces traces;

  @BeforeAll
  void callEveryWay(@TempDir Path folder) throws Exception {
    door = LeakDoor.open(folder);
    calls = new LeakCalls(door);
    calls.makeAll();
    traces = door.traces();
  }

  @AfterAll
  void close() {
    door.close();
  }

  /** Otherwise the rest would say little. */
  @Test
  void wentEveryWay() {
    assertThat(calls.codes()).containsAll(LeakCalls.CODES);
    assertThat(text(got -> got.status() == 200).contains(Secrets.PROMPT)).isTrue();
    assertThat(traces.items().keySet())
        .extracting(id -> id.replaceFirst("#.*", ""))
        .contains("customer", "spend", "breaker", "duplicate", "idempotency");
    assertThat(traces.logs().keySet())
        .contains("access.log")
        .anyMatch(name -> name.endsWith(".errors.log"));
  }

  @Test
  void leavesNothingInLogsAndMetrics_orInReportsOfErrors() {
    assertThat(Traces.found(calls.secrets(), traces.logs())).isEmpty();
  }

  @Test
  void leavesNothingInTheTable() {
    assertThat(Traces.found(calls.secrets(), traces.items())).isEmpty();
  }

  @Test
  void leavesNothingInFiles() {
    assertThat(Traces.found(calls.secrets(), traces.files())).isEmpty();
  }

  /** Which is there for prompts and answers, and for no secret. */
  @Test
  void leavesNoSecretInTheLogOfBodies() {
    assertThat(traces.bodies())
        .anyMatch(event -> event.contains(Secrets.PROMPT))
        .anyMatch(event -> event.contains("[redacted:card]"))
        .allSatisfy(event -> assertThat(calls.secrets().in(event)).isSubsetOf(List.of("prompt")));
  }

  @Test
  void tellsNoClientTheTokenOfTheGateway() {
    assertThat(calls.secrets().in(text(got -> true)))
        .doesNotContain("token", "token that was refused");
  }

  /** A client knows what it sent; a page that repeats it may be another's. */
  @Test
  void repeatsNoSecretInAnError() {
    assertThat(calls.secrets().in(text(got -> got.status() >= 400))).isEmpty();
  }

  private String text(Predicate<Got> which) {
    return calls.answers().stream()
        .filter(which)
        .map(got -> got.headers() + got.body())
        .collect(Collectors.joining("\n"));
  }

  @Test
  void tellsNothingToWhoRotates() {
    assertThat(calls.failures())
        .hasSize(2)
        .allSatisfy(failure -> assertThat(calls.secrets().in(failure)).isEmpty());
  }

  /** The gate can fail: it finds what a careless function would leave, in each place. */
  @Test
  void findsEachSecret_whereAFunctionIsCareless(@TempDir Path folder) throws Exception {
    var secrets = calls.secrets();
    Files.write(folder.resolve("function.log"), secrets.printed());
    var item = JsonNodeFactory.instance.objectNode();
    item.putObject("id").put("S", "idempotency#acme");
    item.putObject("answer").put("B", ("ü" + new String(secrets.printed(), UTF_8)).getBytes(UTF_8));

    var found = new TreeMap<>(Traces.found(secrets, Traces.files(folder)));
    found.putAll(Traces.found(secrets, Traces.items(List.of(item))));

    assertThat(found)
        .containsOnlyKeys("function.log", "idempotency#acme")
        .allSatisfy((place, here) -> assertThat(here).hasSize(secrets.count()));
    assertThat(Traces.found(secrets, Map.of("empty", new byte[0]))).isEmpty();
  }
}
