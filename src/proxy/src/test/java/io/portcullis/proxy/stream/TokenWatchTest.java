package io.portcullis.proxy.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.portcullis.huggingface.AccessToken;
import io.portcullis.proxy.token.TokenTraces;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No order of events gives the token away. */
class TokenWatchTest {
  private static final String TOKEN = "hf_planted_0123456789";

  private final TokenWatch watch =
      new TokenWatch(new TokenTraces(AccessToken.parse(TOKEN).orElseThrow()));

  private final List<String> passed = new ArrayList<>();

  @Test
  void passesAnOrdinaryEventAtOnce() {
    for (var word : new String[] {"The ", "half", "_way ", "hf_", "hub"}) {
      add(chat(0, word));

      assertThat(passed).hasSize(1);
      passed.clear();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5, 11, 20})
  void findsATokenThatIsSplit(int length) {
    for (var form : forms(TOKEN)) {
      for (var kind = 0; kind < 3; kind++) {
        var fresh = new TokenWatchTest();

        for (var part : parts("It is " + form + ".", length)) {
          fresh.add(kind == 0 ? chat(0, part) : kind == 1 ? completion(part) : generation(part));
        }

        assertThat(fresh.watch.isFound()).isTrue();
        assertThat(said(fresh.passed).length())
            .isLessThanOrEqualTo("It is abchf_".length() + length);
      }
    }
  }

  @Test
  void findsATokenInOneEvent_escapedOrEncoded() {
    for (var event :
        List.of(
            chat(0, TOKEN),
            chat(0, "x" + Base64.getEncoder().encodeToString(("y" + TOKEN).getBytes(UTF_8))),
            chat(0, TOKEN).replace("_", "\\u005F"),
            ": " + TOKEN + "\n\n",
            "data: no JSON " + TOKEN + "\n\n")) {
      var fresh = new TokenWatchTest();
      fresh.add(event);

      assertThat(fresh.watch.isFound()).isTrue();
      assertThat(fresh.passed).isEmpty();
    }
  }

  @Test
  void letsABeginningPass_onceItIsNone() {
    add(chat(0, "hf_plan"));
    add(": ping\n\n");
    assertThat(passed).isEmpty();

    add(chat(0, "etary"));

    assertThat(passed).containsExactly(chat(0, "hf_plan"), ": ping\n\n", chat(0, "etary"));
  }

  @Test
  void letsABeginningPass_atTheEnd() {
    add(chat(0, "hf_planted_"));
    watch.end();
    take();

    assertThat(passed).containsExactly(chat(0, "hf_planted_"));
  }

  /** What repeats the beginning holds back the last one alone. */
  @Test
  void holdsBackNoMoreThanTheBeginning() {
    for (var repetition = 0; repetition < 100; repetition++) {
      add(chat(0, "hf_plan"));
    }

    assertThat(passed).hasSize(99);
  }

  @Test
  void followsEveryChoice() {
    add(chat(0, "hf_planted_"));
    add(chat(1, "hf_planted_"));
    add(chat(0, "x"));
    assertThat(passed).containsExactly(chat(0, "hf_planted_"));

    add(chat(1, "0123456789"));

    assertThat(watch.isFound()).isTrue();
  }

  /** Halves and other text in any order; the seed is fixed. */
  @Test
  void passesExactlyWhatGivesNothingAway() {
    var random = new Random(7);
    var words = new String[] {"hf_", "planted_", "0123", "456789", "hf", "_planted", " ", "hf_p"};
    for (var round = 0; round < 2000; round++) {
      var fresh = new TokenWatchTest();
      var all = new StringBuilder();
      for (var event = 0; event < 12 && !fresh.watch.isFound(); event++) {
        var word = words[random.nextInt(words.length)];
        all.append(word);
        fresh.add(chat(0, word));
      }
      fresh.watch.end();
      fresh.take();

      assertThat(fresh.watch.isFound()).isEqualTo(all.indexOf(TOKEN) >= 0);
      assertThat(said(fresh.passed)).doesNotContain(TOKEN);
      if (!fresh.watch.isFound()) {
        assertThat(said(fresh.passed)).isEqualTo(all.toString());
      }
    }
  }

  private void add(String event) {
    watch.add(event, EventData.of(event));
    take();
  }

  private void take() {
    for (var next = watch.next(); next.isPresent(); next = watch.next()) {
      passed.add(next.get());
    }
  }

  private static List<String> forms(String token) {
    var forms = new ArrayList<>(List.of(token));
    for (var before : new String[] {"", "a", "ab"}) {
      var bytes = (before + token + "z").getBytes(UTF_8);
      forms.add(Base64.getEncoder().encodeToString(bytes));
      forms.add(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }
    return forms;
  }

  private static List<String> parts(String text, int length) {
    var parts = new ArrayList<String>();
    for (var start = 0; start < text.length(); start += length) {
      parts.add(text.substring(start, Math.min(start + length, text.length())));
    }
    return parts;
  }

  private static String chat(int choice, String content) {
    var event = JsonNodeFactory.instance.objectNode();
    var one = event.putArray("choices").addObject().put("index", choice);
    one.putObject("delta").put("content", content);
    return "data: " + event + "\n\n";
  }

  private static String completion(String text) {
    var event = JsonNodeFactory.instance.objectNode();
    event.putArray("choices").addObject().put("text", text);
    return "data: " + event + "\n\n";
  }

  private static String generation(String text) {
    var event = JsonNodeFactory.instance.objectNode();
    event.putObject("token").put("text", text);
    return "data: " + event + "\n\n";
  }

  private static String said(List<String> events) {
    var text = new StringBuilder();
    for (var event : events) {
      EventTexts.of(EventData.of(event)).parts().values().forEach(text::append);
    }
    return text.toString();
  }
}
