package io.portcullis.binding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the variables of an API's stage say of its customers. */
class CustomerFieldsTest {
  @Test
  void readsAllVariablesOfACustomerTogether() {
    var variables =
        Map.of(
            "globex_eu", "key=k2&plan=premium",
            "globex_eu__2", "subject=first",
            "globex_eu__100", "subject=second&subject=third",
            "acme", "key=k1");

    var customers = CustomerFields.all(variables);

    assertThat(customers).extracting(CustomerFields::customer).containsExactly("acme", "globex-eu");
    assertThat(customers.get(1).values("subject"))
        .containsExactlyInAnyOrder("first", "second", "third");
    assertThat(customers.get(1).values("key")).containsExactly("k2");
  }

  @ParameterizedTest
  @CsvSource({
    "auth0|x,        auth0~7Cx",
    "a&subject=b,    a~26subject~3Db",
    "a~b,            a~7Eb",
    "😀,             ~F0~9F~98~80",
    "urn:x:1_2.3-4,  urn:x:1_2.3-4"
  })
  void readsAnEscapedValue(String value, String escaped) {
    var fields = CustomerFields.all(Map.of("acme", "subject=" + escaped)).get(0);

    assertThat(fields.values("subject")).containsExactly(value);
  }

  @Test
  void readsAPrincipal_whoseNameNobodyCouldEscape() {
    var fields = CustomerFields.all(Map.of("acme", "principal=111122223333:role/a=b,c~40d")).get(0);

    assertThat(fields.principals()).containsExactly("111122223333:role/a=b,c@d");
  }

  @Test
  void knowsAFieldThatCannotBeRead_asOneThatIsThere() {
    var fields = CustomerFields.all(Map.of("acme", "vpce=~GG")).get(0);

    assertThat(fields.has("vpce")).isTrue();
    assertThat(fields.values("vpce")).isEmpty();
    assertThat(fields.has("cidr")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a~7", "a~7c", "a~GG", "a~", "~C3", "~FF~FE", "a b", "a|b", "", "a=b"})
  void aValueThatIsWrittenOtherwise_cannotBeRead(String escaped) {
    var variables = new HashMap<>(Map.of("globex", "subject=" + escaped));

    assertThat(CustomerFields.all(variables).get(0).values("subject")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ALLOWED_ORIGIN",
        "Globex",
        "globex_",
        "_globex",
        "globex__",
        "globex___2",
        "globex__0",
        "globex__x",
        "globex__101",
        "1globex",
        "globex-eu",
        ""
      })
  void otherVariablesMeanNothing(String name) {
    assertThat(CustomerFields.all(Map.of(name, "subject=x"))).isEmpty();
  }

  @Test
  void aVariableWithoutValueMeansNothing() {
    var variables = new HashMap<String, String>();
    variables.put("globex", null);

    assertThat(CustomerFields.all(variables)).isEmpty();
  }
}
