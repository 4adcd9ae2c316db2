package io.portcullis.constructs;

import io.portcullis.constructs.encryption.EncryptionKey;
import io.portcullis.constructs.function.FunctionRole;
import io.portcullis.constructs.network.RotationEgress;
import io.portcullis.constructs.network.RotationNetwork;
import io.portcullis.constructs.policy.Findings;
import io.portcullis.constructs.token.HuggingFaceToken;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.dynamodb.Attribute;
import software.amazon.awscdk.services.dynamodb.AttributeType;
import software.amazon.awscdk.services.dynamodb.BillingMode;
import software.amazon.awscdk.services.dynamodb.PointInTimeRecoverySpecification;
import software.amazon.awscdk.services.dynamodb.Table;
import software.amazon.awscdk.services.dynamodb.TableEncryption;
import software.amazon.awscdk.services.iam.Grant;
import software.amazon.awscdk.services.iam.GrantOnPrincipalOptions;
import software.amazon.awscdk.services.kms.IKey;
import software.constructs.Construct;

/**
 * What outlives a gateway, and what its parts are allowed to do: the key, the token, the table that
 * execution environments share, and the proxy's role. An {@link InferenceGateway} may stand in the
 * same stack or in another that refers to this one, never the other way round.
 */
public final class InferenceFoundation extends Construct {
  private final IKey encryptionKey;
  private final Optional<RotationNetwork> rotationNetwork;
  private final HuggingFaceToken token;
  private final Table table;
  private final FunctionRole proxyRole;

  public InferenceFoundation(Construct scope, String id, InferenceFoundationProps props) {
    super(scope, id);
    encryptionKey = props.encryptionKey().orElseGet(() -> newEncryptionKey(props));
    rotationNetwork = rotationNetwork(props);
    token = token(props);
    rotationNetwork.ifPresent(network -> network.connect(token));
    table = table(props);
    proxyRole = proxyRole();
    Findings.acknowledge(
        table,
        "NIST.800.53.R5-DynamoDBInBackupPlan",
        "Nothing in it is needed once its time is over; point-in-time recovery is on");
  }

  public IKey getEncryptionKey() {
    return encryptionKey;
  }

  /** Where the rotation function runs, if its egress is limited. */
  public Optional<RotationNetwork> getRotationNetwork() {
    return rotationNetwork;
  }

  public HuggingFaceToken getToken() {
    return token;
  }

  public Table getTable() {
    return table;
  }

  public FunctionRole getProxyRole() {
    return proxyRole;
  }

  private IKey newEncryptionKey(InferenceFoundationProps props) {
    return EncryptionKey.Builder.create(this, "EncryptionKey")
        .removalPolicy(props.removalPolicy())
        .build()
        .getKey();
  }

  private Optional<RotationNetwork> rotationNetwork(InferenceFoundationProps props) {
    return props.rotationEgress() == RotationEgress.INTERNET
        ? Optional.empty()
        : Optional.of(
            RotationNetwork.Builder.create(this, "RotationNetwork")
                .availabilityZones(props.availabilityZones())
                .encryptionKey(encryptionKey)
                .logRetention(props.logRetention())
                .removalPolicy(props.removalPolicy())
                .build());
  }

  private HuggingFaceToken token(InferenceFoundationProps props) {
    var token =
        HuggingFaceToken.Builder.create(this, "Token")
            .encryptionKey(encryptionKey)
            .source(props.source())
            .endpointNamespace(props.endpointNamespace().orElse(null))
            .endpointName(props.endpointName().orElse(null))
            .endpointType(props.endpointType().orElse(null))
            .scheduleExpression(props.scheduleExpression())
            .window(props.window().orElse(null))
            .grace(props.grace())
            .maximumAge(props.maximumAge().orElse(null))
            .operators(props.operators())
            .breakGlass(props.breakGlass())
            .replicaRegions(props.replicaRegions())
            .vpc(props.vpc().orElse(null))
            .vpcSubnets(props.vpcSubnets().orElse(null))
            .securityGroups(props.securityGroups())
            .memorySize(props.memorySize())
            .logRetention(props.logRetention())
            .removalPolicy(props.removalPolicy());
    rotationNetwork.ifPresent(
        network -> token.vpc(network.getVpc()).vpcSubnets(network.getRotationSubnets()));
    return token.build();
  }

  /**
   * Items are found by one key and expire; nothing in it is needed once its time is over. Not the
   * newer {@code TableV2}, which takes a key of one's own only in a stack that names its Region.
   */
  private Table table(InferenceFoundationProps props) {
    return Table.Builder.create(this, "Table")
        .partitionKey(Attribute.builder().name("id").type(AttributeType.STRING).build())
        .timeToLiveAttribute("expires")
        .billingMode(BillingMode.PAY_PER_REQUEST)
        .encryption(TableEncryption.CUSTOMER_MANAGED)
        .encryptionKey(encryptionKey)
        .pointInTimeRecoverySpecification(
            PointInTimeRecoverySpecification.builder().pointInTimeRecoveryEnabled(true).build())
        .removalPolicy(props.removalPolicy())
        .build();
  }

  private FunctionRole proxyRole() {
    var role = new FunctionRole(this, "ProxyRole");
    role.grantNetworkInterfaces();
    token.grantRead(role);
    grantItems(role);
    return role;
  }

  /**
   * One item at a time, and none removed but by its time. DynamoDB decrypts the table's own key in
   * the caller's name ("How Amazon DynamoDB uses AWS KMS").
   */
  private void grantItems(FunctionRole role) {
    var dynamoDb = "dynamodb.%s.amazonaws.com".formatted(Stack.of(this).getRegion());
    grant(role, List.of("dynamodb:GetItem", "dynamodb:UpdateItem"), table.getTableArn(), Map.of());
    grant(
        role,
        List.of("kms:Decrypt"),
        encryptionKey.getKeyArn(),
        Map.of(
            "StringEquals",
            Map.of(
                "kms:EncryptionContext:aws:dynamodb:tableName",
                table.getTableName(),
                "kms:ViaService",
                dynamoDb)));
  }

  private static void grant(
      FunctionRole role,
      List<String> actions,
      String resource,
      Map<String, Map<String, Object>> conditions) {
    Grant.addToPrincipal(
        GrantOnPrincipalOptions.builder()
            .grantee(role)
            .actions(actions)
            .resourceArns(List.of(resource))
            .conditions(conditions)
            .build());
  }

  /** The spelling every construct of the AWS library has in Java. */
  public static final class Builder {
    private Builder() {}

    public static InferenceFoundationProps.Builder<InferenceFoundation> create(
        Construct scope, String id) {
      return new InferenceFoundationProps.Builder<>(
          props -> new InferenceFoundation(scope, id, props));
    }
  }
}
