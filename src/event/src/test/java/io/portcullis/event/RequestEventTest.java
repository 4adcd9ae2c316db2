package io.portcullis.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestEventTest {
  @Test
  void hasEveryValueOfAHeader_whateverTheCaseOfItsName() throws Exception {
    var event =
        read("{'multiValueHeaders': {'Accept': ['a', 'b'], 'aCCept': ['c']}, 'headers': {}}");

    assertThat(event.header("accept")).containsExactly("a", "b", "c");
  }

  @Test
  void hasTheLastValueOfAHeader_whereTheEventSaysNoMore() throws Exception {
    assertThat(read("{'headers': {'Accept': 'b'}}").header("accept")).containsExactly("b");
  }

  @Test
  void takesWhatIsNoTextForNoValue() throws Exception {
    var event = read("{'multiValueHeaders': {'a': ['1', 2, null], 'b': 'text', 'c': null}}");

    assertThat(event.header("a")).containsExactly("1");
    assertThat(event.header("b")).isEmpty();
    assertThat(event.header("c")).isEmpty();
  }

  @Test
  void findsTextsByTheirWay() throws Exception {
    var event = read("{'requestContext': {'requestId': 'r', 'identity': {'apiKeyId': 7}}}");

    assertThat(event.requestId()).contains("r");
    assertThat(event.text("requestContext", "identity", "apiKeyId")).isEmpty();
    assertThat(event.text("requestContext", "authorizer", "customer")).isEmpty();
    assertThat(event.is("isBase64Encoded")).isFalse();
  }

  @Test
  void mayHaveNothing() throws Exception {
    var event = read("{'headers': null, 'multiValueHeaders': null, 'stageVariables': null}");

    assertThat(event.stageVariables()).isEmpty();
    assertThat(event.header("accept")).isEmpty();
    assertThat(event.requestId()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"headers", "multiValueHeaders", "stageVariables"})
  void refusesMembersOfAnotherForm(String name) {
    assertThatIllegalArgumentException().isThrownBy(() -> read("{'%s': ['a']}".formatted(name)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "'text'", "null", "{"})
  void refusesWhatIsNoObject(String json) {
    assertThatIOException().isThrownBy(() -> read(json));
  }

  @Test
  void printsNothingThatAClientSent() throws Exception {
    var event = read("{'headers': {'authorization': 'planted'}, 'body': 'planted'}");

    assertThat(event.toString()).isEqualTo("RequestEvent[without request id]");
  }

  private static RequestEvent read(String json) throws IOException {
    return RequestEvent.read(new ByteArrayInputStream(json.replace('\'', '"').getBytes(UTF_8)));
  }
}
