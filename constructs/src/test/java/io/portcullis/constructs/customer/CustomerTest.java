package io.portcullis.constructs.customer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CustomerTest {
  private static final Plan PLAN = new Plan(5, 10, 1000);
  private static final List<String> CIDRS = List.of("203.0.113.0/24");

  @ParameterizedTest
  @ValueSource(strings = {"a", "acme", "acme2", "acme-eu-1"})
  void takesNameOfLowerCaseLettersDigitsAndDashes(String name) {
    assertThat(new Customer(name, PLAN, CIDRS).name()).isEqualTo(name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Acme", "acme corp", "acme_eu", "acme/eu", "äcme", ""})
  void rejectsOtherName(String name) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Customer(name, PLAN, CIDRS))
        .withMessage(
            "'name' must be a lower-case letter, then lower-case letters, digits and single dashes between them, got '%s'",
            name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1acme", "-acme", "acme-", "ac--me"})
  void rejectsNameThatStartsWithADigit_orHasADashNotBetweenLettersAndDigits(String name) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Customer(name, PLAN, CIDRS))
        .withMessageEndingWith(", got '%s'", name);
  }

  @Test
  void needsAName() {
    assertThatNullPointerException()
        .isThrownBy(() -> new Customer(null, PLAN, CIDRS))
        .withMessage("'name' is required");
  }

  @Test
  void needsAPlan() {
    assertThatNullPointerException()
        .isThrownBy(() -> new Customer("acme", null, CIDRS))
        .withMessage("'plan' is required");
  }

  @Test
  void needsRanges() {
    assertThatNullPointerException()
        .isThrownBy(() -> new Customer("acme", PLAN, null))
        .withMessage("'sourceCidrs' is required");
  }

  @Test
  void rejectsCustomerWithoutRange() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Customer("acme", PLAN, List.of()))
        .withMessage("'sourceCidrs' must have at least one range, customer 'acme' has none");
  }

  @Test
  void checksEveryRange() {
    var cidrs = List.of("203.0.113.0/24", "198.51.100.7");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Customer("acme", PLAN, cidrs))
        .withMessage(
            "'sourceCidrs' must be IPv4 ranges such as 203.0.113.0/24, got '198.51.100.7'");
  }

  @Test
  void doesNotChange_whenTheListOfItsMakerDoes() {
    var cidrs = new ArrayList<>(CIDRS);
    var customer = new Customer("acme", PLAN, cidrs);

    cidrs.clear();

    assertThat(customer.sourceCidrs()).isEqualTo(CIDRS);
  }
}
