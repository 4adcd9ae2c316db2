package io.portcullis.local.waf;

import com.fasterxml.jackson.databind.JsonNode;
import io.portcullis.local.assembly.AssemblyException;
import io.portcullis.local.assembly.Environment;
import io.portcullis.local.assembly.Resource;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Address ranges under a name.
 *
 * <p>Follows "IP set match rule statement"
 * (docs.aws.amazon.com/waf/latest/developerguide/waf-rule-statement-type-ipset-match.html).
 */
public record IpSet(List<CidrBlock> blocks) {

  static IpSet of(Environment environment, String arn) {
    return environment.resources("AWS::WAFv2::IPSet").stream()
        .filter(resource -> resource.attribute("Arn").equals(arn))
        .findFirst()
        .map(IpSet::of)
        .orElseThrow(
            () ->
                new AssemblyException(
                    "a web ACL refers to the unknown IP set '%s'".formatted(arn)));
  }

  private static IpSet of(Resource resource) {
    var properties = resource.properties();
    properties.find("IPAddressVersion");
    properties.find("Scope");
    var blocks = new ArrayList<CidrBlock>();
    for (JsonNode address : properties.list("Addresses")) {
      try {
        blocks.add(CidrBlock.parse(address.asText()));
      } catch (IllegalArgumentException e) {
        throw new AssemblyException("%s: %s".formatted(resource, e.getMessage()), e);
      }
    }
    return new IpSet(List.copyOf(blocks));
  }

  /** The addresses that a statement asks for, if it asks for nothing else. */
  static Optional<IpSet> ofStatement(Statement statement) {
    if (statement instanceof IpSetStatement one) {
      return Optional.of(one.set());
    }
    if (statement instanceof OrStatement any
        && any.parts().stream().allMatch(IpSetStatement.class::isInstance)) {
      return Optional.of(
          new IpSet(
              any.parts().stream()
                  .flatMap(part -> ((IpSetStatement) part).set().blocks().stream())
                  .toList()));
    }
    return Optional.empty();
  }

  public boolean contains(InetAddress address) {
    return blocks.stream().anyMatch(block -> block.contains(address));
  }
}
