package io.portcullis.local;

import io.portcullis.local.assembly.Environment;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What the template holds and this host does not imitate, so that nothing is passed over. */
record NotModelled(List<String> lines) {

  /**
   * Lists it, after every adapter has read its resources.
   *
   * @param parts of modelled resources that only AWS evaluates
   */
  static NotModelled of(Environment environment, List<String> parts) {
    var lines = new ArrayList<>(parts);
    var types =
        environment.unmodelledTypes().entrySet().stream()
            .map(entry -> label(entry.getKey()) + " " + entry.getValue())
            .collect(Collectors.joining(" · "));
    if (!types.isEmpty()) {
      lines.add(types);
    }
    environment
        .unreadProperties()
        .forEach((type, names) -> lines.add(label(type) + ": " + String.join(", ", names)));
    return new NotModelled(List.copyOf(lines));
  }

  private static String label(String type) {
    return type.replaceFirst("^AWS::", "").replace("::", " ");
  }
}
