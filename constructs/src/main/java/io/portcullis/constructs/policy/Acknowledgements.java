package io.portcullis.constructs.policy;

import io.portcullis.constructs.policy.rule.Finding;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import software.constructs.IConstruct;

/**
 * Acknowledgements of rules by their bare id, as cdk-nag takes them: the CDK itself knows only
 * {@code Portcullis::<id>} and counts a bare id to its own annotations. A finding that such an
 * acknowledgement covers is reported under the name that the CDK recorded, so that the CDK moves it
 * to the acknowledged ones, with the reason.
 */
final class Acknowledgements {
  private static final String BARE = "Annotation::";

  private final ConstructMetadata aboveStacks;
  private final Map<Path, ConstructMetadata> ofStacks = new HashMap<>();

  Acknowledgements(IConstruct app) {
    aboveStacks = ConstructMetadata.of(app);
  }

  /** The name that a finding of a rule is reported under. */
  String nameOf(String id, Finding finding) {
    var bare = BARE + id;
    return around(finding).anyMatch(path -> isAcknowledged(path, bare, finding)) ? bare : id;
  }

  /** The paths of the construct that is meant and of those around it. */
  private Stream<String> around(Finding finding) {
    var stack = finding.template().constructPath();
    var path =
        finding.logicalId().flatMap(logicalId -> ofStack(finding).pathOf(logicalId)).orElse(stack);
    return Stream.iterate(
        path,
        inner -> inner != null,
        inner -> inner.isEmpty() ? null : inner.substring(0, Math.max(0, inner.lastIndexOf('/'))));
  }

  private boolean isAcknowledged(String path, String id, Finding finding) {
    return ofStack(finding).acknowledges(path, id) || aboveStacks.acknowledges(path, id);
  }

  private ConstructMetadata ofStack(Finding finding) {
    return finding
        .template()
        .metadata()
        .map(file -> ofStacks.computeIfAbsent(file, ConstructMetadata::read))
        .orElse(ConstructMetadata.NONE);
  }
}
