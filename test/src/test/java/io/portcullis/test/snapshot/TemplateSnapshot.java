package io.portcullis.test.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A template under version control. A reviewer reads its diff as the effect of a change on AWS. */
record TemplateSnapshot(Path file) {
  private static final Path FOLDER = Path.of("src/test/resources/snapshots");
  private static final boolean UPDATE = Boolean.getBoolean("snapshots.update");

  private static final ObjectWriter JSON =
      JsonMapper.builder()
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .build()
          .writer(
              new DefaultPrettyPrinter(
                      Separators.createDefaultInstance()
                          .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
                          .withArrayEmptySeparator(""))
                  .withArrayIndenter(DefaultIndenter.SYSTEM_LINEFEED_INSTANCE));

  /** The snapshot of a stack, by its path such as {@code prod/Gateway}. */
  static TemplateSnapshot of(String stack) {
    return new TemplateSnapshot(FOLDER.resolve(stack + ".json"));
  }

  static List<TemplateSnapshot> all() throws IOException {
    try (var files = Files.walk(FOLDER)) {
      return files.filter(Files::isRegularFile).map(TemplateSnapshot::new).toList();
    }
  }

  void assertMatches(Object template) throws IOException {
    var actual = withoutHashes(JSON.writeValueAsString(template)) + "\n";
    if (UPDATE) {
      Files.createDirectories(file.getParent());
      Files.writeString(file, actual);
    }
    assertThat(file)
        .as("to accept the new template: ./portcullis test --update-snapshots")
        .exists()
        .hasContent(actual);
  }

  /**
   * Hashes of assets, and of the versions and deployments made from them, say nothing about the
   * infrastructure.
   */
  private static String withoutHashes(String template) {
    return template
        .replaceAll("\\b[0-9a-f]{64}\\b", "<hash>")
        .replaceAll("((?:CurrentVersion|Deployment)[0-9A-F]{8})[0-9a-f]{32}\\b", "$1<hash>");
  }
}
