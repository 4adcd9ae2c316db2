package io.portcullis.test.attack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class BodyTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void isAGoodRequest_unlessItSaysOtherwise() throws IOException {
    assertThat(JSON.readTree(body("{}").bytes()).at("/messages/0/content").asText())
        .startsWith("Is the door open? ");
  }

  @Test
  void asksEachTimeForItself_sinceEqualRequestsAreDuplicates() throws IOException {
    var body = body("{}");

    assertThat(body.bytes()).isNotEqualTo(body.bytes());
  }

  @Test
  void isPaddedToItsSize() throws IOException {
    assertThat(body("{\"size\": 60000}").bytes()).hasSize(60000);
  }

  @Test
  void takesPropertiesBesides() throws IOException {
    assertThat(JSON.readTree(body("{\"with\": {\"n\": 5}}").bytes()).get("n").asInt()).isEqualTo(5);
  }

  @Test
  void isNestedToItsDepth() throws IOException {
    var nested = JSON.readTree(body("{\"depth\": 3}").bytes()).get("nested");

    assertThat(nested).isEqualTo(JSON.readTree("[[[]]]"));
  }

  @Test
  void isWrittenInItsCharset() throws IOException {
    assertThat(body("{\"text\": \"a\", \"charset\": \"UTF-16LE\"}").bytes())
        .containsExactly('a', 0);
  }

  private static Body body(String json) throws IOException {
    return JSON.readValue(json, Body.class);
  }
}
