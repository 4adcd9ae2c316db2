package io.portcullis.stacks.explain;

import io.portcullis.stacks.assembly.EnvironmentTemplates;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Resources that no section speaks of, so that nothing in a template is passed over silently. */
final class OtherResources {
  private static final List<String> EXPLAINED =
      List.of(
          "AWS::ApiGateway::",
          "AWS::Budgets::Budget",
          "AWS::CDK::Metadata",
          "AWS::CloudWatch::Alarm",
          "AWS::CloudWatch::CompositeAlarm",
          "AWS::DynamoDB::Table",
          "AWS::EC2::",
          "AWS::Events::Rule",
          "AWS::KMS::",
          "AWS::Lambda::",
          "AWS::Logs::LogGroup",
          "AWS::Route53Resolver::Firewall",
          "AWS::SNS::",
          "AWS::SecretsManager::",
          "AWS::WAFv2::");

  private OtherResources() {}

  static Map<String, Integer> in(EnvironmentTemplates environment) {
    var other = new TreeMap<String, Integer>();
    for (var resource : environment.resources()) {
      if (EXPLAINED.stream().noneMatch(resource.type()::startsWith)) {
        other.merge(resource.type(), 1, Integer::sum);
      }
    }
    return other;
  }
}
