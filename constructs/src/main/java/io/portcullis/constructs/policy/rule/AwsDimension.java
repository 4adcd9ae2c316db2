package io.portcullis.constructs.policy.rule;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A dimension of AWS's own metrics that names a resource. */
enum AwsDimension {
  API_NAME("ApiName", "AWS/ApiGateway", "AWS::ApiGateway::RestApi"),
  BUCKET_NAME("BucketName", "AWS/S3", "AWS::S3::Bucket"),
  FUNCTION_NAME("FunctionName", "AWS/Lambda", Functions.TYPE),
  KEY_ID("KeyId", "AWS/KMS", "AWS::KMS::Key"),
  LOG_GROUP_NAME("LogGroupName", "AWS/Logs", "AWS::Logs::LogGroup"),
  NAT_GATEWAY_ID("NatGatewayId", "AWS/NATGateway", "AWS::EC2::NatGateway"),
  QUEUE_NAME("QueueName", "AWS/SQS", "AWS::SQS::Queue"),
  RULE_NAME("RuleName", "AWS/Events", "AWS::Events::Rule"),
  TABLE_NAME("TableName", "AWS/DynamoDB", "AWS::DynamoDB::Table", "AWS::DynamoDB::GlobalTable"),
  TOPIC_NAME("TopicName", "AWS/SNS", "AWS::SNS::Topic"),
  VPC_ENDPOINT_ID("VPC Endpoint Id", "AWS/PrivateLinkEndpoints", "AWS::EC2::VPCEndpoint"),
  WEB_ACL("WebACL", "AWS/WAFV2", "AWS::WAFv2::WebACL");

  private final String dimensionName;
  private final String namespace;
  private final List<String> types;

  AwsDimension(String dimensionName, String namespace, String... types) {
    this.dimensionName = dimensionName;
    this.namespace = namespace;
    this.types = List.of(types);
  }

  static Optional<AwsDimension> of(String dimensionName) {
    return Stream.of(values())
        .filter(value -> value.dimensionName.equals(dimensionName))
        .findFirst();
  }

  /** Such as {@code ApiName}. */
  String dimensionName() {
    return dimensionName;
  }

  /** The namespace of the metrics that have it. */
  String namespace() {
    return namespace;
  }

  /** The types of what it names. */
  List<String> types() {
    return types;
  }
}
