package io.portcullis.stacks.environment;

import io.portcullis.constructs.proxy.UnknownFields;
import java.util.List;

/**
 * What a request of an environment may ask for.
 *
 * @param maxTokens tokens that an answer may have, up to 1,000,000; put in where a request names no
 *     limit
 * @param maxMessages messages of a chat, up to 10,000
 * @param maxChoices answers to one request, up to 128
 * @param maxBodySize bytes of a body, from 1 KiB to 6 MiB
 * @param models names of models that may be asked for; none leaves it to the endpoint
 * @param unknownFields what becomes of a request with a field that the route's schema does not know
 */
public record ValidationConfig(
    int maxTokens,
    int maxMessages,
    int maxChoices,
    int maxBodySize,
    List<String> models,
    UnknownFields unknownFields) {
  public ValidationConfig {
    Rule.requireWithin("maxTokens", maxTokens, 1, 1_000_000);
    Rule.requireWithin("maxMessages", maxMessages, 1, 10_000);
    Rule.requireWithin("maxChoices", maxChoices, 1, 128);
    Rule.requireWithin("maxBodySize", maxBodySize, 1024, 6 * 1024 * 1024);
    models = List.copyOf(models);
    models.forEach(
        model ->
            Rule.require(
                model.matches("[!-~]{1,256}"), "models", "must be names without spaces", model));
  }
}
