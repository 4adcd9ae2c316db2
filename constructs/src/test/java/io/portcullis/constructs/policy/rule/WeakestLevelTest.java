package io.portcullis.constructs.policy.rule;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WeakestLevelTest {
  private final Fixture gateway = Fixture.gateway();

  @ParameterizedTest
  @CsvSource({
    "public, public",
    "internal, protected",
    "internal, private",
    "customer, protected",
    "regulated, private"
  })
  void takesALevelThatFitsTheData(String dataClass, String level) {
    tags(dataClass, level);

    assertThat(gateway.findings(new WeakestLevel())).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "internal, public, protected",
    "customer, public, protected",
    "customer, pirvate, protected",
    "regulated, protected, private"
  })
  void refusesAWeakerOrUnknownLevel(String dataClass, String level, String weakest) {
    tags(dataClass, level);

    assertThat(gateway.findings(new WeakestLevel()))
        .containsExactly(
            "Api: the tag 'portcullis:security-level' must be %s or more for data of class %s, got"
                    .formatted(weakest, dataClass)
                + " '%s'".formatted(level));
  }

  @Test
  void refusesAGatewayThatStatesNothing() {
    gateway.withoutProperty("Api", "Tags");

    assertThat(gateway.findings(new WeakestLevel()))
        .singleElement()
        .asString()
        .endsWith("protected or more for data of class customer, got ''");
  }

  @Test
  void refusesAnUnknownDataClass() {
    tags("secret", "private");

    assertThat(gateway.findings(new WeakestLevel()))
        .singleElement()
        .asString()
        .endsWith("got 'secret'");
  }

  private void tags(String dataClass, String level) {
    gateway.property("Api", "Tags/0/Value", "\"" + dataClass + "\"");
    gateway.property("Api", "Tags/1/Value", "\"" + level + "\"");
  }
}
