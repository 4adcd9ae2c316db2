package io.portcullis.test.benchmark.storm;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.portcullis.local.huggingface.HuggingFaceStandIn;
import io.portcullis.test.Clients;
import io.portcullis.test.attack.TemporaryFolder;
import io.portcullis.test.benchmark.Aim;
import io.portcullis.test.benchmark.Benchmark;
import io.portcullis.test.benchmark.Figures;
import io.portcullis.test.benchmark.MarkdownTable;
import io.portcullis.test.benchmark.Report;
import io.portcullis.test.storm.Storm;
import io.portcullis.test.storm.StormyDoor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** How many calls of the endpoint come of one of a client, while the endpoint does not answer. */
public final class Storms implements Benchmark {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int CALLS = 24;
  private static final double MOST = 1.1;

  /**
   * @param bare calls of the endpoint for each of a client, without anything before it
   * @param behind the same through the front door
   * @param ended how the clients' calls ended behind the front door
   */
  record Row(
      String endpoint, String caller, double bare, double behind, Map<String, Integer> ended) {}

  private record Outcome(double calls, TreeMap<String, Integer> ended) {}

  @Override
  public Report run() throws IOException, InterruptedException {
    Clients.install();
    var rows = new ArrayList<Row>();
    try (var folder = TemporaryFolder.create()) {
      var assembly = folder.path().resolve("assembly");
      StormyDoor.write(assembly);
      for (var trouble : Storm.Trouble.values()) {
        for (var caller : Storm.Caller.values()) {
          rows.add(row(new Storm(trouble, caller), assembly));
        }
      }
    }
    return new Report(
        "Storms: calls of the endpoint for each of a client, %d of each".formatted(CALLS),
        rows,
        rows.stream().map(Storms::aim).toList(),
        List.of(),
        new MarkdownTable(
            List.of("endpoint", "caller", "clients end with", "bare", "behind"),
            2,
            rows.stream().map(Storms::line).toList()));
  }

  private static Row row(Storm storm, Path assembly) throws IOException, InterruptedException {
    var behind = behind(storm, assembly);
    return new Row(
        storm.trouble().toString(),
        storm.caller().toString(),
        bare(storm).calls(),
        behind.calls(),
        behind.ended());
  }

  private static Aim aim(Row row) {
    return Aim.atMost(row.endpoint() + ", " + row.caller(), row.behind(), MOST, "");
  }

  private static List<String> line(Row row) {
    var ended =
        row.ended().entrySet().stream()
            .map(entry -> entry.getKey() + ": " + entry.getValue())
            .collect(Collectors.joining(", "));
    return List.of(
        row.endpoint(), row.caller(), ended, Figures.text(row.bare()), Figures.text(row.behind()));
  }

  private static Outcome bare(Storm storm) throws IOException, InterruptedException {
    try (var endpoint = HuggingFaceStandIn.start();
        var folder = TemporaryFolder.create()) {
      var state = folder.path().resolve("local.json");
      var customer = Map.of("token", endpoint.tokens().issue(), "key", "none");
      Files.writeString(
          state,
          JSON.writeValueAsString(
              Map.of("url", endpoint.url().toString(), "customers", Map.of("acme", customer))));
      return outcome(storm, state, endpoint);
    }
  }

  /** Served anew for each storm, so that none meets a breaker that another has opened. */
  private static Outcome behind(Storm storm, Path assembly)
      throws IOException, InterruptedException {
    try (var folder = TemporaryFolder.create();
        var door = StormyDoor.open(assembly, folder.path())) {
      var state = folder.path().resolve("local.json");
      Storm.calm(state);
      return outcome(storm, state, door.standIn());
    }
  }

  private static Outcome outcome(Storm storm, Path state, HuggingFaceStandIn endpoint)
      throws IOException, InterruptedException {
    var before = endpoint.completions();
    var ended = storm.blow(state, CALLS);
    var calls = (double) (endpoint.completions() - before) / CALLS;
    return new Outcome(Figures.rounded(calls), ended);
  }
}
