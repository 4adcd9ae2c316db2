package io.portcullis.constructs.policy.rule;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BodiesUnloggedTest {
  private final Fixture gateway = Fixture.gateway();

  @ParameterizedTest
  @ValueSource(strings = {"public", "internal", "customer"})
  void takesALogOfBodies_ofOtherData(String dataClass) {
    dataClass(dataClass);
    logBodies();

    assertThat(gateway.findings(new BodiesUnlogged())).isEmpty();
  }

  @Test
  void takesRegulatedData_ofWhichNothingIsLogged() {
    dataClass("regulated");

    assertThat(gateway.findings(new BodiesUnlogged())).isEmpty();
  }

  @Test
  void refusesALogOfBodies_ofRegulatedData() {
    dataClass("regulated");
    logBodies();

    assertThat(gateway.findings(new BodiesUnlogged()))
        .containsExactly("Proxy: the proxy logs bodies, which are of data of class regulated");
  }

  private void dataClass(String dataClass) {
    gateway.property("Api", "Tags/0/Value", "\"" + dataClass + "\"");
  }

  private void logBodies() {
    gateway.property("Proxy", "Environment/Variables/BODY_LOG_GROUP", "{ \"Ref\": \"Bodies\" }");
  }
}
