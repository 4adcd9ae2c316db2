package io.portcullis.local.assembly;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/**
 * The names, ids and ARNs that AWS would give to resources, the same at every start.
 *
 * <p>Follows "AWS resource and property types reference", section "Return values" of each type
 * (docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-template-resource-type-ref.html).
 */
final class PhysicalIds {
  private PhysicalIds() {}

  static String ref(Resource resource) {
    var properties = resource.properties();
    return switch (resource.type()) {
      case "AWS::ApiGateway::Stage" -> properties.requiredText("StageName");
      case "AWS::ApiGateway::Model" -> properties.text("Name").orElseGet(() -> name(resource));
      case "AWS::ApiGateway::RestApi",
          "AWS::ApiGateway::ApiKey",
          "AWS::ApiGateway::UsagePlan",
          "AWS::ApiGateway::Resource",
          "AWS::ApiGateway::RequestValidator",
          "AWS::ApiGateway::Authorizer" ->
          id(resource);
      case "AWS::Lambda::Function" ->
          properties.text("FunctionName").orElseGet(() -> name(resource));
      case "AWS::Lambda::Version" -> functionArn(resource) + ":1";
      case "AWS::Lambda::Alias" -> functionArn(resource) + ":" + properties.requiredText("Name");
      case "AWS::DynamoDB::Table", "AWS::DynamoDB::GlobalTable" ->
          properties.text("TableName").orElseGet(() -> name(resource));
      case "AWS::Logs::LogGroup" -> properties.text("LogGroupName").orElseGet(() -> name(resource));
      case "AWS::SecretsManager::Secret" ->
          arn(
              resource,
              "secretsmanager",
              "secret:%s-%s".formatted(secretName(resource), digest(resource).substring(0, 6)));
      case "AWS::EC2::VPCEndpoint" -> "vpce-" + digest(resource).substring(0, 17);
      case "AWS::SNS::Topic" ->
          arn(resource, "sns", properties.text("TopicName").orElseGet(() -> name(resource)));
      default -> name(resource);
    };
  }

  static String attribute(Resource resource, String attribute) {
    return switch (resource.type() + "." + attribute) {
      case "AWS::ApiGateway::RestApi.RootResourceId" -> digest(resource, "root").substring(0, 10);
      case "AWS::ApiGateway::RestApi.RestApiId" -> ref(resource);
      case "AWS::ApiGateway::Authorizer.AuthorizerId" -> ref(resource);
      case "AWS::Lambda::Function.Arn" -> arn(resource, "lambda", "function:" + ref(resource));
      case "AWS::Lambda::Version.Version" -> "1";
      case "AWS::DynamoDB::Table.Arn", "AWS::DynamoDB::GlobalTable.Arn" ->
          arn(resource, "dynamodb", "table/" + ref(resource));
      case "AWS::Logs::LogGroup.Arn" -> arn(resource, "logs", "log-group:" + ref(resource) + ":*");
      case "AWS::IAM::Role.Arn" ->
          "arn:aws:iam::%s:role/%s".formatted(resource.stack().account(), ref(resource));
      case "AWS::WAFv2::IPSet.Arn" ->
          arn(resource, "wafv2", "regional/ipset/" + name(resource) + "/" + id(resource));
      case "AWS::WAFv2::WebACL.Arn" ->
          arn(resource, "wafv2", "regional/webacl/" + name(resource) + "/" + id(resource));
      case "AWS::SecretsManager::Secret.Id" -> ref(resource);
      default -> generic(resource, attribute);
    };
  }

  private static String generic(Resource resource, String attribute) {
    var service = resource.type().split("::")[1].toLowerCase(Locale.ROOT);
    return attribute.endsWith("Arn")
        ? arn(resource, service, name(resource))
        : name(resource) + "." + attribute;
  }

  private static String functionArn(Resource resource) {
    var function = resource.properties().requiredText("FunctionName");
    return function.startsWith("arn:") ? function : arn(resource, "lambda", "function:" + function);
  }

  private static String secretName(Resource resource) {
    return resource.properties().text("Name").orElseGet(() -> name(resource));
  }

  private static String arn(Resource resource, String service, String rest) {
    var stack = resource.stack();
    return "arn:aws:%s:%s:%s:%s".formatted(service, stack.region(), stack.account(), rest);
  }

  /** Stack, logical id and a hash, as CloudFormation names what the template does not. */
  private static String name(Resource resource) {
    var prefix = resource.stack().name() + "-" + resource.logicalId();
    return prefix.substring(0, Math.min(prefix.length(), 51))
        + "-"
        + digest(resource).substring(0, 12);
  }

  private static String id(Resource resource) {
    return digest(resource).substring(0, 10);
  }

  private static String digest(Resource resource) {
    return digest(resource, "");
  }

  private static String digest(Resource resource, String salt) {
    try {
      var text = resource.stack().name() + "/" + resource.logicalId() + salt;
      var hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
