package io.portcullis.constructs.policy.template;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The templates of an app, which may refer to one another. */
public final class Templates {
  private final List<StackTemplate> all;
  private final Map<String, List<TemplateResource>> byType;

  private Templates(List<StackFile> stacks) {
    all = stacks.stream().flatMap(stack -> new StackTemplate(this, stack).withNested()).toList();
    byType =
        all.stream()
            .flatMap(StackTemplate::resources)
            .collect(Collectors.groupingBy(TemplateResource::type));
  }

  public static Templates of(List<StackFile> stacks) {
    return new Templates(stacks);
  }

  public Stream<StackTemplate> all() {
    return all.stream();
  }

  public Stream<TemplateResource> resources(String... types) {
    return Stream.of(types).flatMap(type -> byType.getOrDefault(type, List.of()).stream());
  }

  /** The resources of a type whose property refers to another resource. */
  public Stream<TemplateResource> referring(
      String type, String property, TemplateResource resource) {
    return resources(type).filter(from -> from.property(property).refersTo(resource));
  }

  /** What a stack exports under a name. */
  Optional<Value> exported(StackTemplate from, String name) {
    return nearest(
        from,
        template ->
            template
                .section("Outputs")
                .members()
                .map(Value.Member::value)
                .filter(output -> output.get("Export").get("Name").text().equals(name))
                .map(output -> output.get("Value"))
                .findFirst());
  }

  /** The output of a stack, by the names of both. */
  Optional<Value> output(StackTemplate from, String stackName, String name) {
    return nearest(
        from,
        template ->
            Optional.of(template.output(name))
                .filter(value -> value.exists() && template.stackName().equals(stackName)));
  }

  /**
   * A stage of its own may use the same names in another account, so the same folder goes first.
   */
  private Optional<Value> nearest(
      StackTemplate from, Function<StackTemplate, Optional<Value>> find) {
    Predicate<StackTemplate> elsewhere =
        template -> !Objects.equals(template.file().getParent(), from.file().getParent());
    return all.stream()
        .sorted(Comparator.comparing(elsewhere::test))
        .map(find)
        .flatMap(Optional::stream)
        .findFirst();
  }
}
