package io.portcullis.test.attack;

import io.portcullis.stacks.environment.DeploymentEnvironment;
import io.portcullis.test.Synthesis;
import io.portcullis.test.attack.Corpus.Group;
import io.portcullis.test.attack.ablation.Ablation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Fires the attacks at an environment as it is, and at what is left of it when the layer that
 * refused is switched off in its template. It is served once, and once for each ablation.
 */
final class Proof {
  private final String environment;
  private final Path folder;
  private final Assembly assembly;
  private final Setting setting;

  private Proof(String environment, Path folder, Assembly assembly, Setting setting) {
    this.environment = environment;
    this.folder = folder;
    this.assembly = assembly;
    this.setting = setting;
  }

  /**
   * Synthesizes an environment.
   *
   * @param folder empty, for assemblies and what front doors keep
   */
  static Proof of(DeploymentEnvironment environment, Path folder) throws IOException {
    var assembly = new Assembly(folder.resolve("assembly"));
    Synthesis.write(environment, assembly.folder());
    return new Proof(
        environment.name(), folder, assembly, Setting.of(environment.config(), assembly.gateway()));
  }

  /** A row for each attack that the environment can meet. */
  List<Row> rows(Corpus corpus) throws IOException, InterruptedException {
    var cases = cases(corpus);
    var first = fire("as-it-is", assembly, cases);
    var then = new LinkedHashMap<Case, Outcome>();
    for (var ablation : Ablation.all()) {
      var affected =
          cases.stream().filter(some -> some.off().equals(Optional.of(ablation.name()))).toList();
      if (!affected.isEmpty()) {
        var name = "without-" + ablation.name().replaceAll("\\W+", "-");
        var ablated = assembly.without(ablation, folder.resolve(name + "-assembly"));
        then.putAll(fire(name, ablated, affected));
      }
    }
    return cases.stream()
        .map(some -> some.row(first.get(some), then.getOrDefault(some, some.then())))
        .toList();
  }

  private List<Case> cases(Corpus corpus) {
    var cases = new ArrayList<Case>();
    for (var group : corpus.groups()) {
      group.attacks().stream()
          .filter(setting::offers)
          .forEach(attack -> cases.add(new Case(group, attack, setting.asks())));
    }
    return cases;
  }

  private Map<Case, Outcome> fire(String name, Assembly served, List<Case> cases)
      throws IOException, InterruptedException {
    var outcomes = new LinkedHashMap<Case, Outcome>();
    try (var door = Door.open(setting, served, environment, folder.resolve(name))) {
      for (var some : cases) {
        outcomes.put(some, door.fire(some.attack()));
      }
    }
    return outcomes;
  }

  /** An attack under one way to ask who calls. */
  private record Case(Group group, Attack attack, IdentityType asks) {
    Outcome expected() {
      return attack.refusedBy().under(asks).orElseThrow();
    }

    Outcome then() {
      return attack.then().under(asks).orElse(Outcome.NONE);
    }

    Optional<String> off() {
      return attack.ablation(asks).map(Ablation::name);
    }

    Row row(Outcome actual, Outcome actualThen) {
      return new Row(
          group.name(), attack.name(), expected(), actual, off().orElse(""), then(), actualThen);
    }
  }
}
