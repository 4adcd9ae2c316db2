package io.portcullis.constructs.policy.state;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A type of resource that holds what cannot be made anew, with the properties that cannot change
 * without another resource in its place. For a key CloudFormation refuses such a change
 * ("AWS::KMS::Key" in its template reference).
 */
public enum StatefulType {
  KEY("AWS::KMS::Key", "KeySpec", "KeyUsage", "MultiRegion", "Origin"),
  SECRET("AWS::SecretsManager::Secret", "Name"),
  TABLE(
      "AWS::DynamoDB::Table",
      "TableName",
      "KeySchema",
      KeyAttributes.PROPERTY,
      "LocalSecondaryIndexes",
      "ImportSourceSpecification"),
  GLOBAL_TABLE(
      "AWS::DynamoDB::GlobalTable",
      "TableName",
      "KeySchema",
      KeyAttributes.PROPERTY,
      "LocalSecondaryIndexes"),
  LOG_GROUP("AWS::Logs::LogGroup", "LogGroupName", "LogGroupClass"),
  BUCKET(
      "AWS::S3::Bucket", "BucketName", "BucketNamePrefix", "BucketNamespace", "ObjectLockEnabled"),
  FILE_SYSTEM("AWS::EFS::FileSystem", "Encrypted", "KmsKeyId", "PerformanceMode"),
  DATABASE_CLUSTER("AWS::RDS::DBCluster", "DBClusterIdentifier", "KmsKeyId", "StorageEncrypted"),
  DATABASE("AWS::RDS::DBInstance", "DBInstanceIdentifier", "KmsKeyId", "StorageEncrypted");

  private final String type;
  private final List<String> immutable;

  StatefulType(String type, String... immutable) {
    this.type = type;
    this.immutable = List.of(immutable);
  }

  public static Optional<StatefulType> of(String type) {
    return Stream.of(values()).filter(value -> value.type.equals(type)).findFirst();
  }

  /** Such as {@code AWS::KMS::Key}. */
  public String type() {
    return type;
  }

  /** What becomes of it when an immutable property changes. */
  String fate() {
    return this == KEY ? "fails the deployment" : "is replaced by an empty one";
  }

  /**
   * The immutable properties that change.
   *
   * @param deployed the properties of the resource as it is
   * @param next the properties that it shall have
   */
  public List<String> immutableChanges(JsonNode deployed, JsonNode next) {
    return immutable.stream()
        .filter(property -> !value(deployed, property).equals(value(next, property)))
        .toList();
  }

  private static JsonNode value(JsonNode properties, String property) {
    return property.equals(KeyAttributes.PROPERTY)
        ? KeyAttributes.of(properties)
        : properties.path(property);
  }
}
