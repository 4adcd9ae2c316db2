package io.portcullis.constructs.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** What the CDK's validation report of a cloud assembly says of our policies. */
public final class PolicyReport {
  private PolicyReport() {}

  static JsonNode in(Path assembly) throws IOException {
    return new ObjectMapper()
        .readTree(assembly.resolve("validation-report.json").toFile())
        .get("pluginReports")
        .valueStream()
        .filter(plugin -> plugin.get("pluginName").textValue().equals(PortcullisPolicies.NAME))
        .findFirst()
        .orElse(new ObjectMapper().missingNode());
  }

  /** The ids of the rules that found something. */
  public static List<String> findings(Path assembly) throws IOException {
    return in(assembly).path("violations").findValuesAsText("ruleName");
  }
}
