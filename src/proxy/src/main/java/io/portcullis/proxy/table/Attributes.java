package io.portcullis.proxy.table;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** The attributes of an item, by kind; one of another kind than expected is absent. */
public record Attributes(Map<String, Value> byName) {

  public Optional<String> text(String name) {
    return byName.get(name) instanceof Value.Text text
        ? Optional.of(text.text())
        : Optional.empty();
  }

  public Optional<Long> number(String name) {
    return byName.get(name) instanceof Value.Number number
        ? Optional.of(number.number())
        : Optional.empty();
  }

  /** Of epoch milliseconds. */
  public Optional<Instant> instant(String name) {
    return number(name).map(Instant::ofEpochMilli);
  }

  public Optional<byte[]> bytes(String name) {
    return byName.get(name) instanceof Value.Bytes bytes
        ? Optional.of(bytes.bytes())
        : Optional.empty();
  }
}
