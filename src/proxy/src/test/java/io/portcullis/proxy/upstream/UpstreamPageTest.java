package io.portcullis.proxy.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.portcullis.http.HttpReply;
import io.portcullis.local.huggingface.Behaviour;
import io.portcullis.local.huggingface.HuggingFaceStandIn;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** docs/upstream.md says of everything that an endpoint may do what a client gets for it. */
@Timeout(60)
class UpstreamPageTest {
  private static final Path PAGE = Path.of("../../docs/upstream.md");
  private static final Pattern TABLE = Pattern.compile("<!-- table: endpoint -->\n((?:\\|.*\n)*)");

  /** Those that take seconds; they are begun together. */
  private static final Set<Behaviour> SLOW =
      EnumSet.of(
          Behaviour.SLOW,
          Behaviour.WARMING,
          Behaviour.TRICKLING,
          Behaviour.TRICKLING_BODY,
          Behaviour.DRIPPING);

  private static Map<Row, CompletableFuture<List<String>>> begun = Map.of();

  /**
   * A row of the table.
   *
   * @param stream whether a stream is asked for
   * @param result status, code, and whether it is repeated, a fault, and held
   */
  record Row(Behaviour behaviour, boolean stream, List<String> result) {
    static Stream<Row> of(String line) {
      var cells =
          Arrays.stream(line.split("\\|")).map(String::strip).filter(c -> !c.isEmpty()).toList();
      return Stream.of(false, true)
          .filter(stream -> !cells.get(2).equals(stream ? "JSON" : "stream"))
          .map(stream -> new Row(behaviour(cells.get(1)), stream, cells.subList(3, cells.size())));
    }

    private static Behaviour behaviour(String model) {
      return Arrays.stream(Behaviour.values())
          .filter(behaviour -> model.equals("`%s`".formatted(behaviour.model())))
          .findFirst()
          .orElse(Behaviour.NORMAL);
    }

    @Override
    public String toString() {
      return behaviour + (stream ? ", stream" : ", JSON");
    }
  }

  static List<Row> rows() throws IOException {
    var table = TABLE.matcher(Files.readString(PAGE));
    assertThat(table.find()).isTrue();
    return table.group(1).lines().skip(2).flatMap(Row::of).toList();
  }

  @BeforeAll
  static void begin() throws IOException {
    result(new Row(Behaviour.NORMAL, false, List.of()));
    begun =
        rows().stream()
            .filter(row -> SLOW.contains(row.behaviour()))
            .collect(
                Collectors.toMap(
                    Function.identity(), row -> CompletableFuture.supplyAsync(() -> result(row))));
  }

  @Test
  void hasARowForEverything_thatTheStandInDoes() throws IOException {
    assertThat(rows()).extracting(Row::behaviour).contains(Behaviour.values());
  }

  @ParameterizedTest
  @MethodSource("rows")
  void saysWhatHappens(Row row) {
    // Older JDKs take an interim answer for the answer; the function's runtime does not.
    assumeFalse(row.behaviour() == Behaviour.INTERIM && Runtime.version().feature() < 25);
    var result = begun.containsKey(row) ? begun.get(row).join() : result(row);

    assertThat(result).isEqualTo(row.result());
  }

  @Test
  void saysWhatHappens_beforeAnythingIsSent() throws IOException {
    var page = Files.readString(PAGE);

    assertThat(page).contains(cells(new HttpReply.NotConnected()));
    assertThat(page).contains(cells(new HttpReply.Untrusted()));
  }

  private static String cells(HttpReply reply) {
    var verdict = Verdict.of(reply);
    return "| %d | `%s` | %s | %s |"
        .formatted(
            verdict.status(),
            verdict.code().word(),
            yesOrNo(verdict.outcome().isRepeatable()),
            yesOrNo(verdict.outcome().isFault()));
  }

  private static List<String> result(Row row) {
    try (var standIn = HuggingFaceStandIn.start()) {
      standIn.behave(row.behaviour());
      standIn.scaleToZero(Duration.ofHours(1));

      var result = Trial.of(standIn).chat(row.stream());

      assertThat(standIn.completions()).as("calls of the endpoint").isEqualTo(1);
      assertThat(standIn.strayed()).as("redirects that were followed").isZero();
      var outcome = result.answer().outcome();
      return List.of(
          Integer.toString(result.status()),
          result.code().equals("—") ? "—" : "`%s`".formatted(result.code()),
          yesOrNo(outcome.isRepeatable()),
          yesOrNo(outcome.isFault()),
          yesOrNo(!result.answer().warming().isZero()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String yesOrNo(boolean yes) {
    return yes ? "yes" : "no";
  }
}
