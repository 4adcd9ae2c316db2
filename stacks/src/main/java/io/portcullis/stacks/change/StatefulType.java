package io.portcullis.stacks.change;

import io.portcullis.stacks.assembly.Resource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Resources that hold what no template can bring back, each with the properties that CloudFormation
 * changes by replacing it ("Update requires: Replacement" in the template reference of its type).
 */
enum StatefulType {
  KEY(
      "AWS::KMS::Key",
      "what it encrypts cannot be read any more",
      "KeySpec",
      "KeyUsage",
      "MultiRegion",
      "Origin"),
  SECRET("AWS::SecretsManager::Secret", "the new one is empty, calls fail without a token", "Name"),
  TABLE(
      "AWS::DynamoDB::Table",
      "its items are gone",
      "ImportSourceSpecification",
      "KeySchema",
      "TableName"),
  LOG_GROUP("AWS::Logs::LogGroup", "its lines are gone", "LogGroupName"),
  BUCKET(
      "AWS::S3::Bucket",
      "its objects are gone",
      "BucketName",
      "BucketNamePrefix",
      "BucketNamespace",
      "ObjectLockEnabled"),
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
    boolean is(Resource resource) {
      return super.is(resource) && resource.isPrivateLink();
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

  StatefulType(String type, String consequence, String... fixedProperties) {
    this.type = type;
    this.consequence = consequence;
    this.fixedProperties = List.of(fixedProperties);
  }

  static Optional<StatefulType> of(Resource resource) {
    return Stream.of(values()).filter(type -> type.is(resource)).findFirst();
  }

  boolean is(Resource resource) {
    return resource.type().equals(type);
  }

  String consequence() {
    return consequence;
  }

  List<String> fixedProperties() {
    return fixedProperties;
  }
}
