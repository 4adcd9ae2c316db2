package io.portcullis.proxy.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.LinkedHashMap;
import java.util.Map;

/** What a model said in the events of a stream, joined again, up to a number of characters. */
public final class StreamTexts {
  private final Map<String, StringBuilder> texts = new LinkedHashMap<>();
  private final int most;
  private int length;

  public StreamTexts(int most) {
    this.most = most;
  }

  /** Takes the next event of the stream. */
  public void add(String event) {
    if (length < most) {
      EventTexts.of(EventData.of(event)).parts().forEach(this::add);
    }
  }

  /** Takes any number of events. */
  public void addAll(String events) {
    var splitter = new EventSplitter();
    splitter.add(events.getBytes(UTF_8));
    for (var event = splitter.next(); event.isPresent(); event = splitter.next()) {
      add(new String(event.get(), UTF_8));
    }
  }

  private void add(String name, String part) {
    var taken = part.substring(0, Math.min(part.length(), most - length));
    texts.computeIfAbsent(name, none -> new StringBuilder()).append(taken);
    length += taken.length();
  }

  /** Each text by its name, such as {@code content 0}. */
  public Map<String, StringBuilder> texts() {
    return texts;
  }

  /** Without what was said. */
  @Override
  public String toString() {
    return "StreamTexts";
  }
}
