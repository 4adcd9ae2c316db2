package io.portcullis.local.apigateway;

import io.portcullis.local.assembly.AssemblyException;
import io.portcullis.local.assembly.Resource;
import io.portcullis.local.http.Call;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An authorizer that is a function.
 *
 * <p>Follows "AWS::ApiGateway::Authorizer"
 * (docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-apigateway-authorizer.html).
 *
 * @param request whether the function sees the whole request (type {@code REQUEST}), or the token
 *     alone (type {@code TOKEN})
 * @param functionArn of a function, a version or an alias
 * @param token form of the one identity source of the type {@code TOKEN}
 * @param cache of results, by default for 300 s
 */
record LambdaAuthorizer(
    boolean request,
    String functionArn,
    List<IdentitySource> sources,
    Optional<Pattern> token,
    AuthorizerCache cache) {
  private static final int DEFAULT_TTL_SECONDS = 300;

  /** Empty if it is of a type that is no function. */
  static Optional<LambdaAuthorizer> of(Resource resource, Clocks clocks) {
    var properties = resource.properties();
    var type = properties.requiredText("Type");
    var function = properties.text("AuthorizerUri").flatMap(FunctionUri::functionArn);
    if (function.isEmpty() || !List.of("REQUEST", "TOKEN").contains(type)) {
      return Optional.empty();
    }
    var seconds = properties.integer("AuthorizerResultTtlInSeconds", DEFAULT_TTL_SECONDS);
    var sources = IdentitySource.of(resource);
    if (sources.isEmpty() && (seconds > 0 || type.equals("TOKEN"))) {
      throw new AssemblyException("%s: property 'IdentitySource' is required".formatted(resource));
    }
    return Optional.of(
        new LambdaAuthorizer(
            type.equals("REQUEST"),
            function.get(),
            sources,
            properties.text("IdentityValidationExpression").map(Pattern::compile),
            new AuthorizerCache(Duration.ofSeconds(seconds), clocks.wall())));
  }

  /** The values of all identity sources; empty if one is missing, or is no token. */
  Optional<List<String>> identity(Call call, Variables variables) {
    var identity = new ArrayList<String>();
    for (var source : sources) {
      source.value(call, variables).filter(this::isToken).ifPresent(identity::add);
    }
    return identity.size() == sources.size()
        ? Optional.of(List.copyOf(identity))
        : Optional.empty();
  }

  private boolean isToken(String value) {
    return request || token.map(form -> form.matcher(value).matches()).orElse(true);
  }
}
