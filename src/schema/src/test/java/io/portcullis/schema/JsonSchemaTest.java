package io.portcullis.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonSchemaTest {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
  private static final String SCHEMA =
      """
      {"type":"object","required":["list"],"properties":{
        "list":{"type":"array","items":{"type":"object","properties":{"kind":{"enum":["a","b"]}}}},
        "count":{"type":["integer","null"],"minimum":1},
        "text":{"type":["string","array","object"],"items":{"type":"array","items":{"type":"string"}}},
        "flag":{"type":"boolean"},
        "share":{"type":"number"}}}
      """;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"list\":[]}",
        "{\"list\":[{},{\"kind\":\"a\"}],\"count\":null,\"flag\":false,\"share\":0.5}",
        "{\"list\":[],\"text\":\"x\",\"tomorrow\":{\"list\":7}}",
        "{\"list\":[],\"text\":[[\"x\"],[]]}",
        "{\"list\":[],\"text\":{\"count\":\"x\"}}"
      })
  void takesWhatKeepsItsRules(String value) {
    assertThat(check(value)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          []                               | ''           | must be an object
          {}                               | list         | is required
          {"list":null}                    | list         | must be an array
          {"list":[{},7]}                  | list[1]      | must be an object
          {"list":[{"kind":"c"}]}          | list[0].kind | must be a or b
          {"list":[{"kind":1}]}            | list[0].kind | must be a or b
          {"list":[],"count":"1"}          | count        | must be an integer or null
          {"list":[],"count":0}            | count        | must be at least 1
          {"list":[],"count":1.5}          | count        | must be an integer or null
          {"list":[],"text":1}             | text         | must be a string, an array or an object
          {"list":[],"text":[["x"],["",1]]} | text[1][1]   | must be a string
          {"list":[],"flag":0}             | flag         | must be true or false
          {"list":[],"share":"0"}          | share        | must be a number
          """)
  void saysWhatIsBroken_andWhere(String value, String path, String rule) {
    assertThat(check(value)).contains(new Violation(path, rule));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1",
        "5.0",
        "1e3",
        "1.0E+2",
        "100e-2",
        "123456789012345678901234567890",
        "1e999999",
        "10e2147483647"
      })
  void takesAnInteger_howeverItIsWritten(String number) {
    assertThat(check("{\"list\":[],\"count\":%s}".formatted(number))).isEmpty();
  }

  @Test
  void neverSaysWhatAClientCalledSomething() {
    assertThat(check("{\"list\":[],\"text\":{\"planted\":1},\"planted\":[]}")).isEmpty();
    assertThat(check("{\"planted\":[]}").orElseThrow().toString()).doesNotContain("planted");
  }

  @Test
  void refusesAKeywordThatItWouldNotCheck() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SchemaReader.read(parse("{\"properties\":{\"a\":{\"maxLength\":7}}}")))
        .withMessageStartingWith("a schema's keywords must be among [$schema, description, enum,")
        .withMessageEndingWith("got 'maxLength'");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"type\":\"text\"}",
        "{\"type\":7}",
        "{\"type\":[7]}",
        "{\"enum\":[7]}",
        "{\"minimum\":\"1\"}",
        "{\"items\":true}"
      })
  void refusesAKeywordThatItDoesNotUnderstand(String schema) {
    assertThatIllegalArgumentException().isThrownBy(() -> SchemaReader.read(parse(schema)));
  }

  @ParameterizedTest
  @EnumSource
  void readsEveryFile(SchemaFile file) {
    assertThat(file.schema().required()).hasSize(1);
    assertThat(file.schema().properties()).containsKeys(file.schema().required().get(0));
  }

  private static Optional<Violation> check(String value) {
    return SchemaReader.read(parse(SCHEMA)).check(parse(value));
  }

  private static JsonNode parse(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
