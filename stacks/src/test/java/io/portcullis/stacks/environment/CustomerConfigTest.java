package io.portcullis.stacks.environment;

import static io.portcullis.stacks.environment.EnvironmentText.VALID;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CustomerConfigTest {
  @TempDir private Path folder;

  @Test
  void refusesRangeThatIsNone() {
    assertProblem(
        VALID.replace("203.0.113.0/24", "203.0.113.300/24"),
        "'customers.acme.sourceCidrs' must be ranges such as 203.0.113.0/24 or 2001:db8::/32, got"
            + " '203.0.113.300/24'");
  }

  @Test
  void refusesTheWholeInternetAsARange() {
    assertProblem(
        VALID.replace("203.0.113.0/24", "0.0.0.0/0"),
        "'customers.acme.sourceCidrs' must be ranges such as 203.0.113.0/24 or 2001:db8::/32, got '0.0.0.0/0'");
  }

  @Test
  void refusesPlanThatIsNotThere() {
    assertProblem(
        VALID.replace("plan: standard", "plan: gold"),
        "'customers.acme.plan' must be one of the plans [standard], got 'gold'");
  }

  @Test
  void refusesPlanThatAdmitsNothing() {
    assertProblem(
        VALID.replace("rate: 5", "rate: 0"), "'plans.standard.rate' must be at least 1, got '0'");
  }

  @Test
  void refusesAPrincipalThatIsEverybody() {
    assertThat(
            EnvironmentText.problem(
                folder, VALID.replace("arn:aws:iam::222222222222:role/acme", "*")))
        .startsWith("'customers.acme.principals' must be IAM roles or users")
        .endsWith(", got '*'");
  }

  @Test
  void refusesAThirdKey() {
    assertThat(EnvironmentText.problem(folder, VALID.replace("[first]", "[first, second, third]")))
        .startsWith("'customers.acme.keys' must ");
  }

  @Test
  void refusesACustomerWithoutKey() {
    assertThat(EnvironmentText.problem(folder, VALID.replace("keys: [first]", "keys: []")))
        .startsWith("'customers.acme.keys' must ");
  }

  private void assertProblem(String text, String problem) {
    assertThat(EnvironmentText.problem(folder, text)).isEqualTo(problem);
  }
}
