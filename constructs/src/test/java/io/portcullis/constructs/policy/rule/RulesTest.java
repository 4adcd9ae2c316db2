package io.portcullis.constructs.policy.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RulesTest {
  @ParameterizedTest
  @MethodSource("all")
  void findNothingInAGatewayThatIsRight(Rule rule) {
    assertThat(Fixture.gateway().findings(rule)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("all")
  void sayWhatWhyAndWhatToDo_inSentences(Rule rule) {
    var text = rule.text();

    assertThat(text.id()).isEqualTo("Portcullis-" + rule.getClass().getSimpleName());
    assertThat(text.what()).matches("[A-Z].*\\.");
    assertThat(text.why()).matches("[A-Z].*\\.");
    assertThat(text.remedy()).matches("[A-Z].*\\.");
    assertThat(text.link()).isEqualTo("docs/policies.md#" + text.id().toLowerCase(Locale.ROOT));
  }

  @Test
  void haveEachItsId() {
    assertThat(all()).extracting(rule -> rule.text().id()).doesNotHaveDuplicates().hasSize(23);
  }

  private static List<Rule> all() {
    return Rules.all(Optional.empty());
  }
}
