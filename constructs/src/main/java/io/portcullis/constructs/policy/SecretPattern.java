package io.portcullis.constructs.policy;

import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a secret looks like when it stands where it must not. Only forms with a prefix: a mere
 * length proves nothing.
 */
public enum SecretPattern {
  HUGGING_FACE_TOKEN("a Hugging Face token", "(hf|api_org)_[A-Za-z0-9_.-]{8,}"),
  AWS_ACCESS_KEY("an AWS access key", "\\b(AKIA|ASIA)[A-Z0-9]{16}\\b"),
  OPENAI_KEY("an OpenAI key", "\\bsk-[A-Za-z0-9_-]{16,}"),
  PRIVATE_KEY("a private key", "-----BEGIN [A-Z ]*PRIVATE KEY");

  private final String description;
  private final Pattern pattern;

  SecretPattern(String description, String regex) {
    this.description = description;
    this.pattern = Pattern.compile(regex);
  }

  /** The form of a secret in a text, as it is or in base64; never the secret. */
  public static Optional<SecretPattern> in(String text) {
    return Stream.concat(Stream.of(text), Base64Text.in(text))
        .flatMap(part -> Stream.of(values()).filter(form -> form.pattern.matcher(part).find()))
        .findFirst();
  }

  /** Such as {@code a Hugging Face token}. */
  public String description() {
    return description;
  }
}
