package io.portcullis.test.attack.disaster;

import io.portcullis.local.huggingface.HuggingFaceStandIn;
import io.portcullis.stacks.assembly.EnvironmentTemplates;
import io.portcullis.stacks.cost.Cost;
import io.portcullis.stacks.cost.PriceList;
import io.portcullis.stacks.environment.DeploymentEnvironment;
import io.portcullis.test.Synthesis;
import io.portcullis.test.attack.Assembly;
import io.portcullis.test.attack.Door;
import io.portcullis.test.attack.Outcome;
import io.portcullis.test.attack.Setting;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The disaster: bots that scrape an endpoint, fifty thousand calls an hour.
 *
 * @param length how long they call
 */
record Disaster(Duration length) {
  private static final String HELLO =
      "{\"model\":\"any\",\"messages\":[{\"role\":\"user\",\"content\":\"Next document\"}]}";

  /**
   * What became of the bots of one kind.
   *
   * @param place environment, or the bare endpoint
   * @param have what they have stolen
   * @param calls that they made
   * @param reached those that reached the endpoint
   * @param refused those that were refused, by who did
   * @param alarms minutes until each one fires that does
   * @param notEvaluated alarms whose metrics are not known here
   * @param most calls that may reach it: what the plan admits, or none
   */
  record Row(
      String place,
      String have,
      int calls,
      int reached,
      Map<Outcome, Integer> refused,
      Map<String, Long> alarms,
      List<String> notEvaluated,
      Damage damage,
      long most) {
    boolean right() {
      return reached <= most;
    }
  }

  private int calls() {
    return (int) length.dividedBy(Bots.BETWEEN);
  }

  /** The endpoint alone, as a prototype has it. */
  Row bare() throws IOException, InterruptedException {
    try (var endpoint = HuggingFaceStandIn.start()) {
      var request =
          HttpRequest.newBuilder(endpoint.url().resolve("/v1/chat/completions"))
              .header("Authorization", "Bearer " + endpoint.tokens().issue())
              .POST(BodyPublishers.ofString(HELLO))
              .build();
      var client = HttpClient.newHttpClient();
      for (var n = 0; n < calls(); n++) {
        client.send(request, BodyHandlers.discarding());
      }
      var reached = endpoint.completions();
      return new Row(
          "bare endpoint",
          "its address",
          calls(),
          reached,
          Map.of(),
          Map.of(),
          List.of(),
          Damage.bare(reached),
          calls());
    }
  }

  /** A row for each kind of bots; the environment is served anew for each. */
  List<Row> at(DeploymentEnvironment environment, List<Bots> kinds, Path folder)
      throws IOException, InterruptedException {
    var assembly = new Assembly(folder.resolve("assembly"));
    Synthesis.write(environment, assembly.folder());
    var setting = Setting.of(environment.config(), assembly.gateway());
    var cost =
        Cost.of(
            EnvironmentTemplates.read(assembly.folder(), environment.name()),
            PriceList.ofRelease());
    var alarms = Alarm.all(assembly.gateway(), setting.victim());
    var rows = new ArrayList<Row>();
    for (var bots : kinds) {
      try (var door =
          Door.open(setting, assembly, environment.name(), folder.resolve(bots.name()))) {
        rows.add(row(environment.name(), bots, door, alarms, cost, most(bots, setting)));
      }
    }
    return rows;
  }

  /** Bots that are inside call as the customer may. */
  private long most(Bots bots, Setting setting) {
    var plan = setting.plan();
    return bots == Bots.INSIDE
        ? Math.min(plan.dailyQuota(), plan.rate() * length.toSeconds() + plan.burst())
        : 0;
  }

  private Row row(String place, Bots bots, Door door, List<Alarm> alarms, Cost cost, long most)
      throws IOException {
    var counts = new Counts();
    door.flow(bots.call(), Bots.ADDRESSES, Bots.BETWEEN, calls(), counts::add);
    var refused = new LinkedHashMap<>(counts.byOutcome());
    refused.remove(Outcome.NONE);
    var fired = new LinkedHashMap<String, Long>();
    alarms.forEach(
        alarm ->
            alarm
                .fires(counts, length.toMinutes())
                .ifPresent(after -> fired.put(alarm.name(), after)));
    return new Row(
        place,
        bots.have(),
        calls(),
        door.completions(),
        refused,
        fired,
        alarms.stream()
            .filter(alarm -> alarm.counted().isEmpty())
            .map(Alarm::name)
            .distinct()
            .toList(),
        Damage.of(cost, door.completions(), counts.sum(Outcome::isRefusal)),
        most);
  }
}
