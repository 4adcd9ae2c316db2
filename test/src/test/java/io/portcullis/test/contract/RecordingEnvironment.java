package io.portcullis.test.contract;

import java.util.AbstractMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Environment variables that remember which of them were read. */
final class RecordingEnvironment extends AbstractMap<String, String> {
  private final Map<String, String> values;
  private final Set<String> read = new TreeSet<>();

  RecordingEnvironment(Map<String, String> values) {
    this.values = values;
  }

  Set<String> read() {
    return read;
  }

  @Override
  public String get(Object name) {
    read.add((String) name);
    return values.get(name);
  }

  @Override
  public boolean containsKey(Object name) {
    read.add((String) name);
    return values.containsKey(name);
  }

  @Override
  public Set<Entry<String, String>> entrySet() {
    throw new UnsupportedOperationException("variables are read by name");
  }
}
