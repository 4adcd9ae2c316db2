package io.portcullis.test.attack.ablation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.portcullis.test.attack.Template;
import java.util.Map;

/** Lets the proxy take requests of any size, for any model. */
public record WithoutProxyLimits() implements Ablation {
  /** The highest that the proxy takes. */
  private static final Map<String, String> LIMITS =
      Map.of(
          "MAX_BODY_BYTES", "6291456",
          "MAX_CHOICES", "128",
          "MAX_MESSAGES", "10000",
          "MAX_TOKENS", "1000000",
          "MODELS", "",
          "UNKNOWN_FIELDS", "PASS");

  @Override
  public String name() {
    return "proxy's limits";
  }

  @Override
  public String text() {
    return "the proxy's limits are as high as they can be, any model and any field will do";
  }

  @Override
  public void change(Template template) {
    for (var function : template.properties("AWS::Lambda::Function")) {
      if (function.at("/Environment/Variables") instanceof ObjectNode variables) {
        LIMITS.forEach(
            (limit, most) -> {
              if (variables.has(limit)) {
                variables.put(limit, most);
              }
            });
      }
    }
  }
}
