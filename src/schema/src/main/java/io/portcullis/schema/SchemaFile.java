package io.portcullis.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;

/** The JSON Schema of a route's body, in draft 2020-12. */
public enum SchemaFile {
  CHAT_COMPLETIONS("chat-completions.json"),
  COMPLETIONS("completions.json"),
  EMBEDDINGS("embeddings.json"),
  GENERATE("generate.json");

  private final String file;

  SchemaFile(String file) {
    this.file = file;
  }

  /** The file as it is. */
  public JsonNode json() {
    try (var content = SchemaFile.class.getResourceAsStream(file)) {
      return JsonMapper.builder().build().readTree(content);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read '%s'".formatted(file), e);
    }
  }

  /** What it means. */
  public JsonSchema schema() {
    return SchemaReader.read(json());
  }
}
