package io.portcullis.constructs.policy.rule;

import io.portcullis.constructs.policy.SecretPattern;
import io.portcullis.constructs.policy.template.StackTemplate;
import io.portcullis.constructs.policy.template.TemplateResource;
import io.portcullis.constructs.policy.template.Templates;
import io.portcullis.constructs.policy.template.Value;
import java.util.Optional;
import java.util.stream.Stream;

/** A template is not a secret store. */
final class TemplatesWithoutSecrets implements Rule {
  @Override
  public RuleText text() {
    return new RuleText(
        "Portcullis-TemplatesWithoutSecrets",
        "No template holds what looks like a Hugging Face token, an AWS access key, an OpenAI key or"
            + " a private key, in base64 or not: neither in a variable nor in an output or a name.",
        "Templates are printed, stored and sent; whoever may describe a stack reads them.",
        "Take the value out, revoke it where it came from, and put a new one into Secrets Manager.");
  }

  @Override
  public Stream<Finding> findings(Templates templates) {
    return templates.all().flatMap(TemplatesWithoutSecrets::findings);
  }

  private static Stream<Finding> findings(StackTemplate template) {
    return Stream.concat(
        template.resources().flatMap(TemplatesWithoutSecrets::inResource),
        template
            .root()
            .members()
            .filter(section -> !section.name().equals("Resources"))
            .flatMap(
                section ->
                    places(section.value(), section.name())
                        .map(place -> Finding.in(template, place.location(), description(place)))));
  }

  private static Stream<Finding> inResource(TemplateResource resource) {
    return places(resource.json(), "")
        .map(place -> Finding.on(resource, place.location(), description(place)));
  }

  private static String description(Place place) {
    return "'%s' holds what looks like %s"
        .formatted(place.location(), place.pattern().description());
  }

  /** Where something looks like a secret; it says where, never what. */
  private record Place(String location, SecretPattern pattern) {}

  private static Stream<Place> places(Value value, String location) {
    var here = here(value, location);
    if (here.isPresent()) {
      return here.stream();
    }
    if (value.json().isObject()) {
      return value
          .members()
          .flatMap(
              member ->
                  SecretPattern.in(member.name())
                      .map(pattern -> Stream.of(new Place(location, pattern)))
                      .orElseGet(() -> places(member.value(), below(location, member.name()))));
    }
    return value.json().isArray()
        ? value.list().stream().flatMap(element -> places(element, location))
        : Stream.empty();
  }

  /** A secret may be put together from parts. */
  private static Optional<Place> here(Value value, String location) {
    return value.json().isTextual() || value.isIntrinsic()
        ? SecretPattern.in(value.text()).map(pattern -> new Place(location, pattern))
        : Optional.empty();
  }

  private static String below(String location, String name) {
    return location.isEmpty() ? name : location + "." + name;
  }
}
