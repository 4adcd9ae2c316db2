package io.portcullis.stacks.explain;

import io.portcullis.stacks.assembly.EnvironmentTemplates;
import io.portcullis.stacks.assembly.Resource;
import java.util.Locale;

/**
 * How the Hugging Face endpoint is reached, and what it works on.
 *
 * @param name {@code public}, {@code protected}, {@code private}, or empty if the template does not
 *     say
 * @param dataClass class of the data, or empty if the template does not say
 * @param endpoint address of the endpoint
 */
public record Level(String name, String dataClass, String endpoint) {

  static Level in(EnvironmentTemplates environment) {
    return new Level(
        securityLevel(environment),
        tag(environment, "portcullis:data-class"),
        endpoint(environment));
  }

  /** Of the tag, or of what stands for a level: only a private endpoint has PrivateLink. */
  private static String securityLevel(EnvironmentTemplates environment) {
    var tagged = tag(environment, "portcullis:security-level");
    return tagged.isEmpty() && !environment.privateLinks().isEmpty() ? "private" : tagged;
  }

  private static String tag(EnvironmentTemplates environment, String key) {
    return environment.ofType("AWS::ApiGateway::RestApi").stream()
        .map(api -> api.tags().getOrDefault(key, ""))
        .filter(value -> !value.isEmpty())
        .findFirst()
        .orElse("")
        .toLowerCase(Locale.ROOT);
  }

  private static String endpoint(EnvironmentTemplates environment) {
    return environment.proxies().stream().map(Resource::endpointUrl).findFirst().orElse("");
  }
}
