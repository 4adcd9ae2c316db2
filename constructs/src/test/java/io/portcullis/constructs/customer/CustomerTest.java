package io.portcullis.constructs.customer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awscdk.App;
import software.amazon.awscdk.CfnParameter;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.AccountRootPrincipal;
import software.amazon.awscdk.services.iam.Role;

class CustomerTest {
  private static final Plan PLAN = new Plan("standard", 5, 10, 1000);
  private static final List<String> CIDRS = List.of("203.0.113.0/24");

  @ParameterizedTest
  @ValueSource(strings = {"a", "acme", "acme2", "acme-eu-1"})
  void takesNameOfLowerCaseLettersDigitsAndDashes(String name) {
    assertThat(customer().name(name).build().name()).isEqualTo(name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Acme", "acme corp", "acme_eu", "acme/eu", "äcme", ""})
  void rejectsOtherName(String name) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> customer().name(name).build())
        .withMessage(
            "'name' must be a lower-case letter, then lower-case letters, digits and single dashes between them, got '%s'",
            name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1acme", "-acme", "acme-", "ac--me"})
  void rejectsNameThatStartsWithADigit_orHasADashNotBetweenLettersAndDigits(String name) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> customer().name(name).build())
        .withMessageEndingWith(", got '%s'", name);
  }

  @Test
  void needsAName() {
    assertThatNullPointerException()
        .isThrownBy(() -> customer().name(null).build())
        .withMessage("'name' is required");
  }

  @Test
  void needsAPlan() {
    assertThatNullPointerException()
        .isThrownBy(() -> customer().plan(null).build())
        .withMessage("'plan' is required");
  }

  @Test
  void rejectsCustomerWithoutRange() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> customer().sourceCidrs(List.of()).build())
        .withMessage(
            "'sourceCidrs' must have at least one range where there is no VPC endpoint, customer 'acme' has none");
  }

  @Test
  void checksEveryRange() {
    var cidrs = List.of("203.0.113.0/24", "198.51.100.7");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> customer().sourceCidrs(cidrs).build())
        .withMessage(
            "'sourceCidrs' must be ranges such as 203.0.113.0/24 or 2001:db8::/32, got '198.51.100.7'");
  }

  @Test
  void doesNotChange_whenTheListOfItsMakerDoes() {
    var cidrs = new ArrayList<>(CIDRS);
    var customer = customer().sourceCidrs(cidrs).build();

    cidrs.clear();

    assertThat(customer.sourceCidrs()).isEqualTo(CIDRS);
  }

  @Test
  void takesIpv6Ranges() {
    assertThat(customer().sourceCidrs(List.of("2001:db8::/32")).build().sourceCidrs())
        .containsExactly("2001:db8::/32");
  }

  @Test
  void needsNoRange_withAVpcEndpoint() {
    var customer =
        customer().sourceCidrs(List.of()).sourceVpcEndpoints(List.of("vpce-0123456789abcdef0"));

    assertThat(customer.build().sourceVpcEndpoints()).containsExactly("vpce-0123456789abcdef0");
  }

  @Test
  void rejectsWhatIsNoVpcEndpoint() {
    var customer = customer().sourceVpcEndpoints(List.of("vpc-0123456789abcdef0"));

    assertThatIllegalArgumentException()
        .isThrownBy(customer::build)
        .withMessage(
            "'sourceVpcEndpoints' must be ids such as vpce-0123456789abcdef0, got 'vpc-0123456789abcdef0'");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "arn:aws:iam::111122223333:role/acme",
        "arn:aws:iam::111122223333:role/service/acme.app",
        "arn:aws:iam::111122223333:user/acme_1",
        "arn:aws:iam::111122223333:user/a+b=c,d.e@f-g",
        "arn:aws-us-gov:iam::111122223333:role/acme"
      })
  void takesRolesAndUsers_asPrincipals(String principal) {
    assertThat(customer().principals(List.of(principal)).build().principals())
        .containsExactly(principal);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "*",
        "111122223333",
        "arn:aws:iam::111122223333:root",
        "arn:aws:iam::111122223333:role/*",
        "arn:aws:iam::111122223333:role/acme/",
        "arn:aws:iam::111122223333:role/acme example",
        "arn:aws:iam::111122223333:role/acme&subject=x",
        "arn:aws:iam::1111:role/acme",
        "arn:aws:sts::111122223333:assumed-role/acme/session"
      })
  void rejectsAWiderOrOtherPrincipal(String principal) {
    var customer = customer().principals(List.of(principal));

    assertThatIllegalArgumentException()
        .isThrownBy(customer::build)
        .withMessageStartingWith("'principals' must be IAM roles or users such as ")
        .withMessageEndingWith(", got '%s'", principal);
  }

  @Test
  void takesAPrincipalThatIsKnownOnlyAtDeployment() {
    var arn = Role.Builder.create(stack(), "Role").assumedBy(new AccountRootPrincipal()).build();

    assertThatNoException()
        .isThrownBy(() -> customer().principals(List.of(arn.getRoleArn())).build());
  }

  @Test
  void hasOneKey_namedFirst_andNoSubjects() {
    assertThat(customer().build().keys()).containsExactly("first");
    assertThat(customer().build().subjects()).isEmpty();
  }

  @Test
  void mayHaveTwoKeys() {
    assertThat(customer().keys(List.of("first", "second")).build().keys())
        .containsExactly("first", "second");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "first,first", "first,second,third"})
  void rejectsNoKey_theSameTwice_andMoreThanTwo(String keys) {
    var customer = customer().keys(keys.isEmpty() ? List.of() : List.of(keys.split(",")));

    assertThatIllegalArgumentException()
        .isThrownBy(customer::build)
        .withMessage(
            "'keys' must be one name or two different ones, got '%s'", keys.replace(",", ", "));
  }

  @ParameterizedTest
  @ValueSource(strings = {"First", "first_key", "1st", "first key", "a/b"})
  void rejectsOtherNamesOfKeys(String key) {
    assertThatIllegalArgumentException()
        .isThrownBy(customer().keys(List.of(key))::build)
        .withMessageStartingWith("'keys' must be a lower-case letter, then ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a", "acme-client", "auth0|64f1c0ffee", "b\u00fccher@example.com", "two words"})
  void takesSubjectsOfPrintableCharacters(String subject) {
    assertThat(customer().subjects(List.of(subject)).build().subjects()).containsExactly(subject);
  }

  @Test
  void takesASubjectOf256Characters_andNoLongerOne() {
    var longest = "a".repeat(256);

    assertThatNoException().isThrownBy(customer().subjects(List.of(longest))::build);
    assertThatIllegalArgumentException()
        .isThrownBy(customer().subjects(List.of(longest + "a"))::build)
        .withMessage("'subjects' must be at most 256 characters long, got '%sa'", longest);
  }

  @ParameterizedTest
  @CsvSource({
    "'', ''",
    "' ', ' '",
    "'acme\u0000', acmeU+0000",
    "'acme\n', acmeU+000A",
    "'acme\u200b', acmeU+200B",
    "'\u202eacme', U+202Eacme",
    "'acme\ud800', acmeU+D800"
  })
  void rejectsSubjectsThatCannotBeSeen(String subject, String shown) {
    assertThatIllegalArgumentException()
        .isThrownBy(customer().subjects(List.of(subject))::build)
        .withMessage("'subjects' must be of printable characters, at least one, got '%s'", shown);
  }

  @Test
  void takesASubjectThatIsKnownOnlyAtDeployment() {
    var subject = new CfnParameter(stack(), "Subject").getValueAsString();

    assertThatNoException().isThrownBy(customer().subjects(List.of(subject))::build);
  }

  private static Stack stack() {
    return new Stack(new App(), "Test");
  }

  /** A customer with every required property, for tests to vary. */
  private static Customer.Builder customer() {
    return Customer.builder().name("acme").plan(PLAN).sourceCidrs(CIDRS);
  }
}
