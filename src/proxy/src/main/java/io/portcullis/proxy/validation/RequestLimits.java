package io.portcullis.proxy.validation;

import io.portcullis.proxy.environment.Variables;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How much a request may ask for.
 *
 * @param maxBodyBytes {@code MAX_BODY_BYTES}, of a body in UTF-8
 * @param maxTokens {@code MAX_TOKENS}, that the model may generate for each choice
 * @param maxMessages {@code MAX_MESSAGES}, of a conversation, or prompts of a completion
 * @param maxChoices {@code MAX_CHOICES}, that the model makes of each prompt
 * @param models {@code MODELS}, separated by spaces; empty for any
 * @param unknownFields {@code UNKNOWN_FIELDS}
 */
public record RequestLimits(
    int maxBodyBytes,
    int maxTokens,
    int maxMessages,
    int maxChoices,
    Set<String> models,
    UnknownFields unknownFields) {

  public static RequestLimits of(Variables variables) {
    return new RequestLimits(
        variables.wholeNumber("MAX_BODY_BYTES", 1_024, 6 * 1024 * 1024),
        variables.wholeNumber("MAX_TOKENS", 1, 1_000_000),
        variables.wholeNumber("MAX_MESSAGES", 1, 10_000),
        variables.wholeNumber("MAX_CHOICES", 1, 128),
        models(variables.required("MODELS")),
        unknownFields(variables.required("UNKNOWN_FIELDS")));
  }

  private static Set<String> models(String value) {
    return Stream.of(value.split(" "))
        .filter(model -> !model.isEmpty())
        .collect(Collectors.toUnmodifiableSet());
  }

  private static UnknownFields unknownFields(String value) {
    return Stream.of(UnknownFields.values())
        .filter(choice -> choice.name().equals(value))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "'UNKNOWN_FIELDS' must be PASS or REFUSE, got '%s'".formatted(value)));
  }
}
