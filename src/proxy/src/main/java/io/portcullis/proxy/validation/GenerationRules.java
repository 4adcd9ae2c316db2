package io.portcullis.proxy.validation;

import com.fasterxml.jackson.databind.JsonNode;
import io.portcullis.proxy.content.ObjectText;
import io.portcullis.proxy.refusal.RefusalCode;
import io.portcullis.proxy.refusal.RefusalDetail;
import io.portcullis.proxy.refusal.RefusedException;
import java.math.BigDecimal;
import java.util.List;
import java.util.OptionalLong;

/** Limits on what a body asks a model to generate. */
record GenerationRules(Generation generation, RequestLimits limits) {
  /** Every name by which an engine takes a number of tokens; {@code n_predict} is llama.cpp's. */
  private static final List<String> TOKENS =
      List.of("max_tokens", "max_completion_tokens", "max_new_tokens", "n_predict");

  /** The same for sequences at a time; {@code n_cmpl} is llama.cpp's. */
  private static final List<String> CHOICES =
      List.of("n", "best_of", "num_return_sequences", "num_beams", "n_cmpl");

  void check(JsonNode body) {
    var prompts = generation.prompts();
    if (count(body.path(prompts)) > limits.maxMessages()) {
      throw exceeded(prompts, "must have at most %d entries".formatted(limits.maxMessages()));
    }
    atMost(limits.maxChoices(), CHOICES, body);
    atMost(limits.maxTokens(), TOKENS, body);
  }

  /**
   * The text of a checked body, with the number of tokens where it is absent or null. Which of two
   * names counts, engines decide differently, so one of null gets the other's number.
   */
  String complete(String text, JsonNode body) {
    var parameters = generation.parametersOf(body);
    var names = generation.tokens();
    var given = names.stream().map(parameters::path).filter(JsonNode::isNumber).findFirst();
    var number = given.map(JsonNode::toString).orElse(Integer.toString(limits.maxTokens()));
    var nulls = names.stream().filter(name -> parameters.path(name).isNull()).toList();
    var missing = given.isPresent() || !nulls.isEmpty() ? nulls : names.subList(0, 1);
    var completed = new ObjectText(text);
    for (var name : missing) {
      completed = completed.with(generation.path(name), number);
    }
    return completed.text();
  }

  /** Tokens that the model may generate for a checked body: for each choice of each prompt. */
  long outputTokens(JsonNode body) {
    var prompts = generation == Generation.TEXT ? Math.max(1, count(body.path("prompt"))) : 1;
    return most(TOKENS, body).orElse(limits.maxTokens()) * most(CHOICES, body).orElse(1) * prompts;
  }

  private OptionalLong most(List<String> names, JsonNode body) {
    var parameters = generation.parametersOf(body);
    return names.stream()
        .map(parameters::path)
        .filter(JsonNode::isNumber)
        .mapToLong(value -> Math.max(0, value.decimalValue().longValue()))
        .max();
  }

  private void atMost(int limit, List<String> names, JsonNode body) {
    var parameters = generation.parametersOf(body);
    for (var name : names) {
      var value = parameters.path(name);
      if (value.isNumber() && value.decimalValue().compareTo(BigDecimal.valueOf(limit)) > 0) {
        throw exceeded(generation.param(name), "must be at most %d".formatted(limit));
      }
    }
  }

  /** Messages or prompts; a prompt in the form of tokens is one. */
  private static int count(JsonNode prompts) {
    var count = 0;
    for (var entry : prompts) {
      count += entry.isNumber() ? 0 : 1;
    }
    return count;
  }

  private static RefusedException exceeded(String param, String rule) {
    return new RefusedException(
        RefusalCode.REQUEST_LIMIT_EXCEEDED, RefusalDetail.about(param, rule));
  }
}
