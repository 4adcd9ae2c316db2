package io.portcullis.constructs.proxy;

import static java.util.Objects.requireNonNull;

import io.portcullis.constructs.function.FunctionPackage;
import io.portcullis.constructs.network.EndpointUrl;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Size;
import software.amazon.awscdk.services.apigateway.ResponseTransferMode;
import software.amazon.awscdk.services.dynamodb.ITable;
import software.amazon.awscdk.services.ec2.ISecurityGroup;
import software.amazon.awscdk.services.ec2.IVpc;
import software.amazon.awscdk.services.ec2.SubnetSelection;
import software.amazon.awscdk.services.ec2.SubnetType;
import software.amazon.awscdk.services.iam.IRole;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.logs.RetentionDays;
import software.amazon.awscdk.services.secretsmanager.ISecret;

/**
 * Properties of an {@link InferenceProxy}. Create them with {@link #builder()}; the record's own
 * constructor changes with every new property.
 */
public record InferenceProxyProps(
    String endpointUrl,
    ISecret tokenSecret,
    IRole role,
    IVpc vpc,
    SubnetSelection vpcSubnets,
    ISecurityGroup securityGroup,
    Code code,
    Duration tokenCache,
    Number maxTokens,
    Number maxMessages,
    Number maxChoices,
    Size maxBodySize,
    List<String> models,
    UnknownFields unknownFields,
    Number memorySize,
    ResponseTransferMode responseTransferMode,
    Duration scaleUpTimeout,
    Duration firstByteTimeout,
    Duration idleTimeout,
    Duration totalTimeout,
    Duration timeout,
    Optional<ITable> table,
    TableFailure tableFailure,
    SpendCeiling spendCeiling,
    DuplicateGuard duplicateGuard,
    CircuitBreaker circuitBreaker,
    Duration idempotencyRetention,
    Number bodyLogShare,
    Optional<Number> reservedConcurrentExecutions,
    Optional<IKey> encryptionKey,
    RetentionDays logRetention,
    RemovalPolicy removalPolicy) {

  public InferenceProxyProps {
    requireNonNull(endpointUrl, "'endpointUrl' is required");
    requireNonNull(tokenSecret, "'tokenSecret' is required");
    requireNonNull(role, "'role' is required");
    requireNonNull(vpc, "'vpc' is required");
    requireNonNull(vpcSubnets, "'vpcSubnets' is required");
    requireNonNull(securityGroup, "'securityGroup' is required");
    requireNonNull(tokenCache, "'tokenCache' is required");
    if (!tokenCache.isUnresolved()
        && (tokenCache.toMilliseconds().longValue() < 1_000
            || tokenCache.toMilliseconds().longValue() > 3_600_000)) {
      throw new IllegalArgumentException(
          "'tokenCache' must be from 1 second to 1 hour, got '%s'"
              .formatted(tokenCache.toHumanString()));
    }
    RequestRules.require(maxTokens, maxMessages, maxChoices, maxBodySize, models);
    requireNonNull(unknownFields, "'unknownFields' is required");
    requireNonNull(responseTransferMode, "'responseTransferMode' is required");
    new ProxyDeadlines(scaleUpTimeout, firstByteTimeout, idleTimeout, totalTimeout, timeout)
        .require();
    requireNonNull(tableFailure, "'tableFailure' is required");
    requireNonNull(spendCeiling, "'spendCeiling' is required");
    requireNonNull(duplicateGuard, "'duplicateGuard' is required");
    requireNonNull(circuitBreaker, "'circuitBreaker' is required");
    Numbers.requireSeconds("idempotencyRetention", idempotencyRetention, 0, 604_800);
    BodyLog.require(bodyLogShare, encryptionKey);
    if (table.isEmpty() && !spendCeiling.isNone()) {
      throw new IllegalArgumentException(
          "'spendCeiling' needs 'table', in which the spending is counted, give one or remove it");
    }
    EndpointUrl.require("endpointUrl", endpointUrl);
  }

  boolean isStreaming() {
    return responseTransferMode == ResponseTransferMode.STREAM;
  }

  ProxyDeadlines deadlines() {
    return new ProxyDeadlines(scaleUpTimeout, firstByteTimeout, idleTimeout, totalTimeout, timeout);
  }

  public static Builder<InferenceProxyProps> builder() {
    return new Builder<>(Function.identity());
  }

  /**
   * Collects the properties of an {@link InferenceProxy}.
   *
   * @param <T> what {@link #build()} returns: the props, or the construct itself
   */
  public static final class Builder<T> {
    private final Function<InferenceProxyProps, T> target;
    private String endpointUrl;
    private ISecret tokenSecret;
    private IRole role;
    private IVpc vpc;
    private SubnetSelection vpcSubnets =
        SubnetSelection.builder().subnetType(SubnetType.PRIVATE_ISOLATED).build();
    private ISecurityGroup securityGroup;
    private Code code;
    private Duration tokenCache = Duration.minutes(5);
    private Number maxTokens = 4096;
    private Number maxMessages = 256;
    private Number maxChoices = 1;
    private Size maxBodySize = Size.mebibytes(1);
    private List<String> models = List.of();
    private UnknownFields unknownFields = UnknownFields.PASS;
    private Number memorySize = 512;
    private ResponseTransferMode responseTransferMode = ResponseTransferMode.STREAM;
    private Duration scaleUpTimeout;
    private Duration firstByteTimeout;
    private Duration idleTimeout;
    private Duration totalTimeout;
    private Duration timeout;
    private ITable table;
    private TableFailure tableFailure = TableFailure.REFUSE;
    private SpendCeiling spendCeiling = SpendCeiling.none();
    private DuplicateGuard duplicateGuard = new DuplicateGuard(10, Duration.minutes(1));
    private CircuitBreaker circuitBreaker = new CircuitBreaker(5, Duration.seconds(15));
    private Duration idempotencyRetention = Duration.hours(24);
    private Number bodyLogShare = 0;
    private Number reservedConcurrentExecutions;
    private IKey encryptionKey;
    private RetentionDays logRetention = RetentionDays.THREE_MONTHS;
    private RemovalPolicy removalPolicy = RemovalPolicy.RETAIN;

    Builder(Function<InferenceProxyProps, T> target) {
      this.target = target;
    }

    /** Address of the Inference Endpoint, {@code https} without a path. Required. */
    public Builder<T> endpointUrl(String endpointUrl) {
      this.endpointUrl = endpointUrl;
      return this;
    }

    /** Secret that holds the Hugging Face token. Required. */
    public Builder<T> tokenSecret(ISecret tokenSecret) {
      this.tokenSecret = tokenSecret;
      return this;
    }

    /**
     * Execution role; it must be allowed to read the secret and, in a VPC, to use network
     * interfaces. Required.
     */
    public Builder<T> role(IRole role) {
      this.role = role;
      return this;
    }

    /** VPC that the proxy runs in. Required. */
    public Builder<T> vpc(IVpc vpc) {
      this.vpc = vpc;
      return this;
    }

    /** Subnets of the VPC that the proxy runs in. Default: the isolated ones. */
    public Builder<T> vpcSubnets(SubnetSelection vpcSubnets) {
      this.vpcSubnets = vpcSubnets;
      return this;
    }

    /** Security group of the proxy. Required. */
    public Builder<T> securityGroup(ISecurityGroup securityGroup) {
      this.securityGroup = securityGroup;
      return this;
    }

    /**
     * Package of the function, with the handlers {@code io.portcullis.proxy.StreamingProxyHandler}
     * and, for buffered answers, {@code io.portcullis.proxy.ProxyHandler}. Default: the one inside
     * this library.
     */
    public Builder<T> code(Code code) {
      this.code = code;
      return this;
    }

    /**
     * Time that the token is kept in memory, from 1 second to 1 hour. A rotated token is used at
     * the latest after this time, or at once when the old one is refused. Default: 5 minutes.
     */
    public Builder<T> tokenCache(Duration tokenCache) {
      this.tokenCache = tokenCache;
      return this;
    }

    /**
     * Tokens that a request may let the model generate for each choice, from 1 to 1,000,000. More
     * is refused; a request that does not say gets this number, so it must fit into the model's
     * context. Default: 4096.
     */
    public Builder<T> maxTokens(Number maxTokens) {
      this.maxTokens = maxTokens;
      return this;
    }

    /** Messages of a conversation, or prompts of a completion, from 1 to 10,000. Default: 256. */
    public Builder<T> maxMessages(Number maxMessages) {
      this.maxMessages = maxMessages;
      return this;
    }

    /** Choices that the model may make of each prompt, from 1 to 128. Default: 1. */
    public Builder<T> maxChoices(Number maxChoices) {
      this.maxChoices = maxChoices;
      return this;
    }

    /**
     * Size of a request's body, from 1 KiB to 6 MiB, which is what Lambda takes together with all
     * else that API Gateway sends. Default: 1 MiB.
     */
    public Builder<T> maxBodySize(Size maxBodySize) {
      this.maxBodySize = maxBodySize;
      return this;
    }

    /**
     * Models that a request may name, and one of which it must then name; no spaces in a name.
     * Default: any.
     */
    public Builder<T> models(List<String> models) {
      this.models = models;
      return this;
    }

    /**
     * What becomes of a field that the schema of its route does not name. Default: it is passed on.
     */
    public Builder<T> unknownFields(UnknownFields unknownFields) {
      this.unknownFields = unknownFields;
      return this;
    }

    /** Memory in MiB, from 128 to 10,240. Default: 512. */
    public Builder<T> memorySize(Number memorySize) {
      this.memorySize = memorySize;
      return this;
    }

    /**
     * How answers reach API Gateway: {@code STREAM}, as they come, by the function's own runtime;
     * {@code BUFFERED}, as a whole, by AWS's. The API's integrations must be of the same mode.
     * Default: {@code STREAM}.
     */
    public Builder<T> responseTransferMode(ResponseTransferMode responseTransferMode) {
      this.responseTransferMode = responseTransferMode;
      return this;
    }

    /**
     * Time that a call waits for an endpoint that is starting, in whole seconds; 0 does not wait.
     * Default: a second less than {@code firstByteTimeout}, at most 1 minute.
     */
    public Builder<T> scaleUpTimeout(Duration scaleUpTimeout) {
      this.scaleUpTimeout = scaleUpTimeout;
      return this;
    }

    /**
     * Time until the endpoint begins to answer; of an answer that is not streamed, all that the
     * model has. Default: a second less than {@code totalTimeout}, at most 2 minutes.
     */
    public Builder<T> firstByteTimeout(Duration firstByteTimeout) {
      this.firstByteTimeout = firstByteTimeout;
      return this;
    }

    /**
     * Time between two parts of a streamed answer. Default: a second less than {@code
     * totalTimeout}, at most 30 seconds.
     */
    public Builder<T> idleTimeout(Duration idleTimeout) {
      this.idleTimeout = idleTimeout;
      return this;
    }

    /**
     * Time until an answer is whole; then the proxy says that it gave up. Default: a second less
     * than {@code timeout}.
     */
    public Builder<T> totalTimeout(Duration totalTimeout) {
      this.totalTimeout = totalTimeout;
      return this;
    }

    /**
     * Time after which Lambda ends a call; the API's integrations must wait for longer. Default:
     * 295 seconds; buffered 28, one less than API Gateway waits without a raised quota.
     */
    public Builder<T> timeout(Duration timeout) {
      this.timeout = timeout;
      return this;
    }

    /**
     * Table in which all execution environments count, its key the text {@code id}. The role must
     * be allowed to get and update its items. Default: none; then no quota holds, and each
     * environment guards for itself.
     */
    public Builder<T> table(ITable table) {
      this.table = table;
      return this;
    }

    /**
     * What becomes of a call whose quota the table does not tell in time. Default: it is refused.
     */
    public Builder<T> tableFailure(TableFailure tableFailure) {
      this.tableFailure = tableFailure;
      return this;
    }

    /** What all customers together may spend; it needs {@link #table}. Default: no ceiling. */
    public Builder<T> spendCeiling(SpendCeiling spendCeiling) {
      this.spendCeiling = spendCeiling;
      return this;
    }

    /** How often a customer may send the same request. Default: 10 times in 1 minute. */
    public Builder<T> duplicateGuard(DuplicateGuard duplicateGuard) {
      this.duplicateGuard = duplicateGuard;
      return this;
    }

    /**
     * When calls are refused because the endpoint fails. Default: after 5 failures, for 15 seconds.
     */
    public Builder<T> circuitBreaker(CircuitBreaker circuitBreaker) {
      this.circuitBreaker = circuitBreaker;
      return this;
    }

    /**
     * Time that an {@code Idempotency-Key} is remembered, in whole seconds up to 7 days; 0 ignores
     * the header. Default: 24 hours.
     */
    public Builder<T> idempotencyRetention(Duration idempotencyRetention) {
      this.idempotencyRetention = idempotencyRetention;
      return this;
    }

    /**
     * Share of the calls whose bodies are logged, with secrets taken out, from 0 to 1: in a log
     * group of their own, which needs {@link #encryptionKey} and a way to CloudWatch Logs ({@code
     * InferenceNetwork.addLogGroup}). Default: 0, none and no such group.
     */
    public Builder<T> bodyLogShare(Number bodyLogShare) {
      this.bodyLogShare = bodyLogShare;
      return this;
    }

    /** Calls that may run at the same time. Default: what the account has left. */
    public Builder<T> reservedConcurrentExecutions(Number reservedConcurrentExecutions) {
      this.reservedConcurrentExecutions = reservedConcurrentExecutions;
      return this;
    }

    /** Key of the log groups. Default: CloudWatch Logs' own. */
    public Builder<T> encryptionKey(IKey encryptionKey) {
      this.encryptionKey = encryptionKey;
      return this;
    }

    /** Time that log lines are kept. Default: three months. */
    public Builder<T> logRetention(RetentionDays logRetention) {
      this.logRetention = logRetention;
      return this;
    }

    /** What becomes of the log groups when the stack is deleted. Default: they are retained. */
    public Builder<T> removalPolicy(RemovalPolicy removalPolicy) {
      this.removalPolicy = removalPolicy;
      return this;
    }

    public T build() {
      var function = timeout != null ? timeout : ProxyDeadlines.function(responseTransferMode);
      var total =
          totalTimeout != null
              ? totalTimeout
              : ProxyDeadlines.total(function, responseTransferMode);
      var firstByte = firstByteTimeout != null ? firstByteTimeout : ProxyDeadlines.firstByte(total);
      return target.apply(
          new InferenceProxyProps(
              endpointUrl,
              tokenSecret,
              role,
              vpc,
              vpcSubnets,
              securityGroup,
              code != null ? code : FunctionPackage.PROXY.code(),
              tokenCache,
              maxTokens,
              maxMessages,
              maxChoices,
              maxBodySize,
              models,
              unknownFields,
              memorySize,
              responseTransferMode,
              scaleUpTimeout != null ? scaleUpTimeout : ProxyDeadlines.scaleUp(firstByte),
              firstByte,
              idleTimeout != null ? idleTimeout : ProxyDeadlines.idle(total),
              total,
              function,
              Optional.ofNullable(table),
              tableFailure,
              spendCeiling,
              duplicateGuard,
              circuitBreaker,
              idempotencyRetention,
              bodyLogShare,
              Optional.ofNullable(reservedConcurrentExecutions),
              Optional.ofNullable(encryptionKey),
              logRetention,
              removalPolicy));
    }
  }
}
