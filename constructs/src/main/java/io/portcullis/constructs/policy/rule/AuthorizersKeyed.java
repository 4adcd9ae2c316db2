package io.portcullis.constructs.policy.rule;

import io.portcullis.constructs.policy.template.TemplateResource;
import io.portcullis.constructs.policy.template.Templates;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A kept decision about one caller is no other's. */
final class AuthorizersKeyed implements Rule {
  private static final List<String> SOURCES =
      List.of("method.request.header.authorization", "method.request.header.x-api-key");

  @Override
  public RuleText text() {
    return new RuleText(
        "Portcullis-AuthorizersKeyed",
        "Every Lambda authorizer of a gateway has its function in the templates, and keeps results,"
            + " if at all, by the headers Authorization and x-api-key together.",
        "A result that is kept by the token alone lets a stolen token pass with any other key, and"
            + " nobody can tell what a function from elsewhere decides.",
        "Take JwtAuthorizer, or a RequestAuthorizer with both headers as 'identitySources'.");
  }

  @Override
  public Stream<Finding> findings(Templates templates) {
    return FrontDoor.in(templates)
        .flatMap(
            door -> templates.referring("AWS::ApiGateway::Authorizer", "RestApiId", door.api()))
        .filter(authorizer -> authorizer.property("AuthorizerUri").exists())
        .flatMap(authorizer -> Stream.concat(withoutFunction(authorizer), notKeyed(authorizer)));
  }

  private static Stream<Finding> withoutFunction(TemplateResource authorizer) {
    return Functions.in(authorizer.property("AuthorizerUri")).findAny().isPresent()
        ? Stream.empty()
        : Stream.of(
            Finding.on(
                authorizer,
                "Properties.AuthorizerUri",
                "the authorizer's function is not in the templates"));
  }

  private static Stream<Finding> notKeyed(TemplateResource authorizer) {
    if (authorizer.property("AuthorizerResultTtlInSeconds").is("0")) {
      return Stream.empty();
    }
    var sources =
        Arrays.stream(authorizer.property("IdentitySource").text().split(","))
            .map(source -> source.strip().toLowerCase(Locale.ROOT))
            .toList();
    var missing =
        SOURCES.stream()
            .filter(source -> !sources.contains(source))
            .map(source -> source.substring(source.lastIndexOf('.') + 1))
            .collect(Collectors.joining(" and "));
    return missing.isEmpty()
        ? Stream.empty()
        : Stream.of(
            Finding.on(
                authorizer,
                "Properties.IdentitySource",
                "the authorizer's results are kept without regard to %s".formatted(missing)));
  }
}
