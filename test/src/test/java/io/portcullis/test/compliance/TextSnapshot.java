package io.portcullis.test.compliance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A text under version control that tests can write anew. */
public record TextSnapshot(Path file) {
  private static final boolean UPDATE = Boolean.getBoolean("snapshots.update");

  public void assertMatches(String text) throws IOException {
    if (UPDATE) {
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
    }
    assertThat(file)
        .as("to accept the new text: ./portcullis test --update-snapshots")
        .exists()
        .hasContent(text);
  }
}
