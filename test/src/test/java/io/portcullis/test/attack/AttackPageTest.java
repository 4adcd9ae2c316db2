package io.portcullis.test.attack;

import io.portcullis.test.Repository;
import io.portcullis.test.Synthesis;
import io.portcullis.test.compliance.TextSnapshot;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AttackPageTest {
  @Test
  void saysWhatTheCasesSay(@TempDir Path folder) throws IOException {
    var environments = new LinkedHashMap<String, Setting>();
    for (var name : ProveAttacks.all()) {
      var environment = Synthesis.environment(name);
      var assembly = new Assembly(folder.resolve(name.replace('/', '-')));
      Synthesis.write(environment, assembly.folder());
      environments.put(name, Setting.of(environment.config(), assembly.gateway()));
    }

    new TextSnapshot(Repository.root().resolve("docs/attacks.md"))
        .assertMatches(AttackPage.text(Corpus.committed(), environments));
  }
}
