package io.portcullis.proxy.validation;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.portcullis.proxy.content.StrictJson;
import io.portcullis.proxy.content.Utf8;
import io.portcullis.proxy.refusal.RefusalCode;
import io.portcullis.proxy.refusal.RefusalDetail;
import io.portcullis.proxy.refusal.RefusedException;
import io.portcullis.proxy.request.Route;
import io.portcullis.schema.SchemaFile;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** Checks the bodies of requests and makes of them what is passed on. */
public final class BodyValidation {
  private final RequestLimits limits;
  private final Map<Route, BodyRules> rules = new EnumMap<>(Route.class);

  public BodyValidation(RequestLimits limits) {
    this.limits = limits;
    add(Route.CHAT_COMPLETIONS, SchemaFile.CHAT_COMPLETIONS, Optional.of(Generation.CHAT));
    add(Route.COMPLETIONS, SchemaFile.COMPLETIONS, Optional.of(Generation.TEXT));
    add(Route.EMBEDDINGS, SchemaFile.EMBEDDINGS, Optional.empty());
    add(Route.GENERATE, SchemaFile.GENERATE, Optional.of(Generation.PARAMETERS));
  }

  private void add(Route route, SchemaFile file, Optional<Generation> generation) {
    var generationRules = generation.map(where -> new GenerationRules(where, limits));
    rules.put(route, new BodyRules(file.schema(), generationRules, limits));
  }

  /**
   * The body as it is passed on: byte for byte as it came, but for a number of tokens that is put
   * in.
   */
  ValidBody validated(Route route, byte[] body) {
    if (body.length > limits.maxBodyBytes()) {
      throw new RefusedException(
          RefusalCode.REQUEST_TOO_LARGE,
          new RefusalDetail(
              "The body must have at most %d bytes.".formatted(limits.maxBodyBytes()),
              Optional.empty()));
    }
    var text = Utf8.decode(body).orElseThrow(BodyValidation::invalid);
    var object = StrictJson.object(text).orElseThrow(BodyValidation::invalid);
    var ofRoute = rules.get(route);
    ofRoute.check(object);
    var completed =
        ofRoute.generation().map(generation -> generation.complete(text, object)).orElse(text);
    var outputTokens =
        ofRoute.generation().map(generation -> generation.outputTokens(object)).orElse(0L);
    return new ValidBody(completed.equals(text) ? body : completed.getBytes(UTF_8), outputTokens);
  }

  private static RefusedException invalid() {
    return new RefusedException(RefusalCode.REQUEST_BODY_INVALID);
  }
}
