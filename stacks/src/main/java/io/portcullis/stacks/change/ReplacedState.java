package io.portcullis.stacks.change;

import io.portcullis.stacks.assembly.EnvironmentTemplates;
import io.portcullis.stacks.assembly.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Finds what is stored and would be lost. */
public final class ReplacedState {
  private ReplacedState() {}

  /** Compares what is deployed with what is to be deployed. */
  public static List<Loss> between(EnvironmentTemplates deployed, EnvironmentTemplates next) {
    var after = next.resources().stream().collect(Collectors.toMap(Resource::key, r -> r));
    var losses = new ArrayList<Loss>();
    for (var before : deployed.resources()) {
      LossType.of(before, deployed)
          .flatMap(type -> loss(type, before, Optional.ofNullable(after.get(before.key()))))
          .ifPresent(losses::add);
    }
    return List.copyOf(losses);
  }

  private static Optional<Loss> loss(LossType type, Resource before, Optional<Resource> after) {
    if (after.isEmpty()) {
      return Optional.of(
          before.isRetained()
              ? loss(
                  before, "left behind", "it is no longer in the template", "it stays, but unused")
              : loss(before, "deleted", "it is no longer in the template", type.consequence()));
    }
    var next = after.get();
    if (!next.type().equals(before.type())) {
      return Optional.of(
          loss(before, "replaced", "it becomes a " + next.type(), type.consequence()));
    }
    var changed = type.replacedFor(before, next);
    if (!changed.isEmpty()) {
      return Optional.of(
          loss(
              before,
              "replaced",
              "'%s' changes".formatted(String.join("', '", changed)),
              type.consequence()));
    }
    return shortened(before, next);
  }

  /** A log that is kept for a shorter time loses its older lines at once. */
  private static Optional<Loss> shortened(Resource before, Resource next) {
    var days = next.number("RetentionInDays");
    var forEver = !before.has("RetentionInDays");
    return days > 0 && (forEver || days < before.number("RetentionInDays"))
        ? Optional.of(
            loss(
                before,
                "shortened",
                "'RetentionInDays' becomes %d".formatted(days),
                "its older lines are gone"))
        : Optional.empty();
  }

  private static Loss loss(Resource resource, String how, String why, String consequence) {
    return new Loss(resource.stack().name(), resource.id(), resource.type(), how, why, consequence);
  }
}
