package io.portcullis.test.compliance;

import io.portcullis.test.Repository;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class PolicyPageTest {
  @Test
  void saysWhatTheRulesAndTheConstructsSay() throws IOException {
    new TextSnapshot(Repository.root().resolve("docs/policies.md"))
        .assertMatches(PolicyPage.text());
  }
}
