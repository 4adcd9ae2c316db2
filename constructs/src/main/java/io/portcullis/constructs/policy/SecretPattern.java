package io.portcullis.constructs.policy;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a secret looks like when it stands where it must not. Only forms with a prefix: a mere
 * length proves nothing.
 */
public enum SecretPattern {
  HUGGING_FACE_TOKEN("a Hugging Face token", "(hf|api_org)_[A-Za-z0-9_.-]{8,}", "hf_", "api_org_"),
  AWS_ACCESS_KEY("an AWS access key", "\\b(AKIA|ASIA)[A-Z0-9]{16}\\b", "AKIA", "ASIA"),
  OPENAI_KEY("an OpenAI key", "\\bsk-[A-Za-z0-9_-]{16,}", "sk-"),
  PRIVATE_KEY("a private key", "-----BEGIN [A-Z ]*PRIVATE KEY", "-----BEGIN ");

  private static final List<SecretPattern> ALL = List.of(values());
  private static final Base64Text ENCODED =
      new Base64Text(ALL.stream().flatMap(form -> form.prefixes.stream()).toList());

  private final String description;
  private final Pattern pattern;
  private final List<String> prefixes;

  SecretPattern(String description, String regex, String... prefixes) {
    this.description = description;
    this.pattern = Pattern.compile(regex);
    this.prefixes = List.of(prefixes);
  }

  /** The form of a secret in a text, as it is or in base64; never the secret. */
  public static Optional<SecretPattern> in(String text) {
    return inPlain(text)
        .or(
            () ->
                ENCODED.in(text).stream()
                    .map(SecretPattern::inPlain)
                    .flatMap(Optional::stream)
                    .findFirst());
  }

  private static Optional<SecretPattern> inPlain(String text) {
    for (var form : ALL) {
      if (form.isIn(text)) {
        return Optional.of(form);
      }
    }
    return Optional.empty();
  }

  /** A prefix is looked for first: packages are large, and that is much quicker. */
  private boolean isIn(String text) {
    for (var prefix : prefixes) {
      if (text.contains(prefix)) {
        return pattern.matcher(text).find();
      }
    }
    return false;
  }

  /** Such as {@code a Hugging Face token}. */
  public String description() {
    return description;
  }
}
