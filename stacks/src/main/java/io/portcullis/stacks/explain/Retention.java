package io.portcullis.stacks.explain;

import io.portcullis.stacks.assembly.EnvironmentTemplates;
import io.portcullis.stacks.assembly.Resource;
import io.portcullis.stacks.assembly.StackTemplate;
import java.util.List;

/**
 * What is kept, and how long.
 *
 * @param logs the logs
 * @param kept what stays when its stack is deleted
 * @param deleted what goes with its stack
 * @param protectedStacks stacks that AWS refuses to delete
 */
public record Retention(
    List<Log> logs, List<String> kept, List<String> deleted, List<String> protectedStacks) {

  /**
   * A log.
   *
   * @param name what is written there
   * @param days until a line is deleted, 0 for never
   * @param ownKey whether it is encrypted with a key of the environment's own
   */
  public record Log(String name, int days, boolean ownKey) {}

  static Retention in(EnvironmentTemplates environment) {
    var logs = environment.ofType("AWS::Logs::LogGroup");
    var stored =
        environment.resources().stream()
            .filter(resource -> !noun(environment, resource).isEmpty())
            .toList();
    return new Retention(
        logs.stream().map(log -> log(environment, log)).toList(),
        nouns(environment, stored.stream().filter(Resource::isRetained).toList()),
        nouns(environment, stored.stream().filter(resource -> !resource.isRetained()).toList()),
        environment.stacks().stream()
            .filter(StackTemplate::terminationProtection)
            .map(StackTemplate::name)
            .toList());
  }

  private static List<String> nouns(EnvironmentTemplates environment, List<Resource> resources) {
    return resources.stream()
        .map(resource -> noun(environment, resource))
        .distinct()
        .sorted()
        .toList();
  }

  private static String noun(EnvironmentTemplates environment, Resource resource) {
    return switch (resource.type()) {
      case "AWS::KMS::Key" -> "key";
      case "AWS::SecretsManager::Secret" ->
          environment.credentials().contains(resource) ? "credential" : "token";
      case "AWS::DynamoDB::Table", "AWS::DynamoDB::GlobalTable" -> "table";
      case "AWS::S3::Bucket" -> "bucket";
      case "AWS::Logs::LogGroup" -> "logs";
      default -> "";
    };
  }

  private static Log log(EnvironmentTemplates environment, Resource group) {
    return new Log(
        name(environment, group), group.number("RetentionInDays"), group.has("KmsKeyId"));
  }

  /** By who writes it. */
  private static String name(EnvironmentTemplates environment, Resource group) {
    for (var writer : environment.resources()) {
      var name =
          switch (writer.type()) {
            case "AWS::ApiGateway::Stage" -> "access";
            case "AWS::EC2::FlowLog" -> "network";
            case "AWS::WAFv2::LoggingConfiguration" -> "firewall";
            case "AWS::Lambda::Function" -> Functions.name(writer);
            case "AWS::Route53Resolver::ResolverQueryLoggingConfig" -> "names looked up";
            default -> "";
          };
      if (!name.isEmpty() && writes(environment, writer, group)) {
        return name;
      }
    }
    return group.name();
  }

  /** A function may also name the group that bodies are logged in, which is another. */
  private static boolean writes(EnvironmentTemplates environment, Resource writer, Resource group) {
    var isFunction = writer.type().equals("AWS::Lambda::Function");
    return environment
        .targets(isFunction ? writer.get("LoggingConfig") : writer.get())
        .contains(group);
  }
}
