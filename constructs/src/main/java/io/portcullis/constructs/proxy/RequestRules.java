package io.portcullis.constructs.proxy;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Fn;
import software.amazon.awscdk.Size;
import software.amazon.awscdk.Token;
import software.amazon.awscdk.Tokenization;

/** What the proxy lets a request ask for; the function reads it from its environment. */
final class RequestRules {
  private RequestRules() {}

  static void require(
      Number maxTokens,
      Number maxMessages,
      Number maxChoices,
      Size maxBodySize,
      List<String> models) {
    Numbers.requireWhole("maxTokens", maxTokens, 1, 1_000_000);
    Numbers.requireWhole("maxMessages", maxMessages, 1, 10_000);
    Numbers.requireWhole("maxChoices", maxChoices, 1, 128);
    requireNonNull(maxBodySize, "'maxBodySize' is required");
    if (!maxBodySize.isUnresolved()) {
      requireSize(maxBodySize.toBytes().longValue());
    }
    requireNonNull(models, "'models' is required");
    if (!Token.isUnresolved(models)) {
      models.stream()
          .filter(model -> !Token.isUnresolved(model))
          .forEach(RequestRules::requireName);
    }
  }

  static Map<String, String> environment(InferenceProxyProps props) {
    return Map.of(
        "MAX_TOKENS", Tokenization.stringifyNumber(props.maxTokens()),
        "MAX_MESSAGES", Tokenization.stringifyNumber(props.maxMessages()),
        "MAX_CHOICES", Tokenization.stringifyNumber(props.maxChoices()),
        "MAX_BODY_BYTES", Tokenization.stringifyNumber(props.maxBodySize().toBytes()),
        "MODELS", props.models().isEmpty() ? "" : Fn.join(" ", props.models()),
        "UNKNOWN_FIELDS", props.unknownFields().name());
  }

  private static void requireSize(long bytes) {
    if (bytes < 1_024 || bytes > 6 * 1024 * 1024) {
      throw new IllegalArgumentException(
          "'maxBodySize' must be from 1 KiB to 6 MiB, got '%d' bytes".formatted(bytes));
    }
  }

  private static void requireName(String model) {
    if (!model.matches("[!-~]{1,256}")) {
      throw new IllegalArgumentException(
          "'models' must be names without spaces, got '%s'".formatted(model));
    }
  }
}
