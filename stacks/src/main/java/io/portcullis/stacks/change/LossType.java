package io.portcullis.stacks.change;

import io.portcullis.constructs.policy.state.StatefulType;
import io.portcullis.stacks.assembly.EnvironmentTemplates;
import io.portcullis.stacks.assembly.Resource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Resources that hold what no template can bring back. The properties that CloudFormation changes
 * by replacing it ("Update requires: Replacement" in the template reference of its type), the
 * library knows for what stores data; of the others they stand here.
 */
enum LossType {
  KEY("AWS::KMS::Key", "what it encrypts cannot be read any more"),
  CREDENTIAL(
      "AWS::SecretsManager::Secret",
      "no token is made any more, until an operator brings what they are made with") {
    @Override
    boolean is(Resource resource, EnvironmentTemplates environment) {
      return environment.credentials().contains(resource);
    }
  },
  SECRET("AWS::SecretsManager::Secret", "the new one is empty, calls fail without a token"),
  TABLE("AWS::DynamoDB::Table", "its items are gone"),
  LOG_GROUP("AWS::Logs::LogGroup", "its lines are gone"),
  BUCKET("AWS::S3::Bucket", "its objects are gone"),
  API_KEY(
      "AWS::ApiGateway::ApiKey",
      "its customer must be given the new key",
      "GenerateDistinctId",
      "Name",
      "Value"),
  API("AWS::ApiGateway::RestApi", "callers must be given the new address"),
  DOMAIN_NAME("AWS::ApiGateway::DomainName", "callers do not reach the name", "DomainName"),
  TOPIC("AWS::SNS::Topic", "its receivers must subscribe again", "FifoTopic", "TopicName"),
  PRIVATE_LINK(
      "AWS::EC2::VPCEndpoint",
      "Hugging Face must accept the new connection",
      "ServiceName",
      "ServiceRegion",
      "VpcEndpointType",
      "VpcId") {
    @Override
    boolean is(Resource resource, EnvironmentTemplates environment) {
      return super.is(resource, environment) && resource.isPrivateLink();
    }
  },
  NETWORK(
      "AWS::EC2::VPC",
      "everything in it is made anew, the PrivateLink connection as well",
      "CidrBlock",
      "InstanceTenancy",
      "Ipv4IpamPoolId",
      "Ipv4NetmaskLength");

  private final String type;
  private final String consequence;
  private final List<String> fixedProperties;

  LossType(String type, String consequence, String... fixedProperties) {
    this.type = type;
    this.consequence = consequence;
    this.fixedProperties = List.of(fixedProperties);
  }

  /** That of a resource of these templates. */
  static Optional<LossType> of(Resource resource, EnvironmentTemplates environment) {
    return Stream.of(values()).filter(type -> type.is(resource, environment)).findFirst();
  }

  boolean is(Resource resource, EnvironmentTemplates environment) {
    return resource.type().equals(type);
  }

  String consequence() {
    return consequence;
  }

  /** The properties that change, and make CloudFormation replace it. */
  List<String> replacedFor(Resource before, Resource next) {
    return StatefulType.of(type)
        .map(stored -> stored.immutableChanges(before.raw(), next.raw()))
        .orElseGet(
            () ->
                fixedProperties.stream()
                    .filter(name -> !before.raw().path(name).equals(next.raw().path(name)))
                    .toList());
  }
}
