package io.portcullis.authorizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whose a subject is, by the variables of the API's stage. */
class CustomerTest {
  private final AuthorizerFunction function = new AuthorizerFunction();

  @AfterEach
  void stop() {
    function.close();
  }

  @Test
  void refusesASubjectOfNobody() {
    assertRefused("globex-client", "subject_unknown");
    assertRefused("acme", "subject_unknown");
    assertRefused("acme-clien", "subject_unknown");
    assertRefused("ACME-CLIENT", "subject_unknown");
    assertRefused("k1", "subject_unknown");
    assertRefused("acme-client&subject=x", "subject_unknown");
  }

  @Test
  void refusesASubjectOfTwoCustomers() {
    function.stageVariable("globex", "key=k2&plan=standard&subject=acme-client");

    assertRefused("acme-client", "subject_ambiguous");
  }

  @Test
  void refusesEverybody_withoutStageVariables() {
    var event = function.event(function.token());
    event.putNull("stageVariables");

    assertThatThrownBy(() -> function.call(event)).hasMessage("Unauthorized");
    assertThat(function.reason()).isEqualTo("subject_unknown");
  }

  @Test
  void knowsEveryVariableOfACustomer() {
    function.stageVariable("globex_eu", "key=k2&plan=premium");
    function.stageVariable("globex_eu__2", "subject=first");
    function.stageVariable("globex_eu__13", "subject=second&subject=third");

    assertThat(customer("third")).isEqualTo("globex-eu");
    var context = function.call(function.token(function.claims().subject("first"))).get("context");
    assertThat(context.get("plan").asText()).isEqualTo("premium");
  }

  @ParameterizedTest
  @CsvSource({
    "auth0|x,        auth0~7Cx",
    "x@clients,      x~40clients",
    "a b,            a~20b",
    "ü/é,            ~C3~BC/~C3~A9",
    "a&subject=b,    a~26subject~3Db",
    "a~b,            a~7Eb",
    "😀,             ~F0~9F~98~80",
    "urn:x:1_2.3-4,  urn:x:1_2.3-4"
  })
  void readsAnEscapedSubject(String subject, String escaped) {
    function.stageVariable("globex", "key=k2&plan=standard&subject=" + escaped);

    assertThat(customer(subject)).isEqualTo("globex");
  }

  private String customer(String subject) {
    return function
        .call(function.token(function.claims().subject(subject)))
        .get("principalId")
        .asText();
  }

  private void assertRefused(String subject, String reason) {
    assertThatThrownBy(() -> customer(subject)).hasMessage("Unauthorized");
    assertThat(function.reason()).isEqualTo(reason);
  }
}
