package io.portcullis.proxy.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class EventSplitterTest {
  @Test
  void cutsBehindBlankLines() {
    assertThat(split("data: a\n\n: ping\n\nevent: x\ndata: b\n\ndata: c"))
        .containsExactly("data: a\n\n", ": ping\n\n", "event: x\ndata: b\n\n");
  }

  @Test
  void takesCarriageReturnsToo() {
    assertThat(split("data: a\r\n\r\ndata: b\r\n\r\n"))
        .containsExactly("data: a\r\n\r\n", "data: b\r\n\r\n");
  }

  @Test
  void joinsWhatComesInPieces() {
    assertThat(split("data: a", "\n", "\nda", "ta: b\r", "\n\r", "\n"))
        .containsExactly("data: a\n\n", "data: b\r\n\r\n");
  }

  @Test
  void joinsALetterOfSeveralBytes() {
    var splitter = new EventSplitter();
    for (var single : "data: ü\n\n".getBytes(UTF_8)) {
      splitter.add(new byte[] {single});
    }

    assertThat(splitter.next()).map(event -> new String(event, UTF_8)).contains("data: ü\n\n");
  }

  @Test
  void blankLinesAloneAreNoEvent() {
    assertThat(split("\n\n\n\ndata: a\n\n\n")).containsExactly("\n\n\n\ndata: a\n\n");
  }

  @Test
  void tellsHowMuchOfAnEventHasCome() {
    var splitter = new EventSplitter();
    splitter.add("data: a\n\ndata".getBytes(UTF_8));

    assertThat(splitter.begun()).isEqualTo(4);
  }

  private static List<String> split(String... pieces) {
    var splitter = new EventSplitter();
    Stream.of(pieces).forEach(piece -> splitter.add(piece.getBytes(UTF_8)));
    var events = new ArrayList<String>();
    for (var next = splitter.next(); next.isPresent(); next = splitter.next()) {
      events.add(new String(next.get(), UTF_8));
    }
    return events;
  }
}
