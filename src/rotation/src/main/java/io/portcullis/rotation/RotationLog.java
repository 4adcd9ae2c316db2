package io.portcullis.rotation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.Optional;

/** One line of JSON for each step. */
final class RotationLog {
  private static final ObjectWriter WRITER = JsonMapper.builder().build().writer();

  private final PrintStream out;

  RotationLog(PrintStream out) {
    this.out = out;
  }

  void succeeded(SecretVersion version, String step, StepResult result) {
    write(version, step, result.word(), Optional.empty());
  }

  void failed(SecretVersion version, String step, RotationException reason) {
    write(version, step, "failed", Optional.of(reason.getMessage()));
  }

  private void write(SecretVersion version, String step, String result, Optional<String> reason) {
    var line = JsonNodeFactory.instance.objectNode();
    line.put("secret_arn", version.secretArn());
    line.put("version_id", version.versionId());
    line.put("step", step);
    line.put("result", result);
    reason.ifPresent(text -> line.put("reason", text));
    try {
      out.println(WRITER.writeValueAsString(line));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
