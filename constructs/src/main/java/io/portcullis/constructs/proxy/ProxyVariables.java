package io.portcullis.constructs.proxy;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awscdk.Tokenization;
import software.amazon.awscdk.services.logs.LogGroup;

/** What a proxy's function reads from its environment. */
final class ProxyVariables {
  /** Starts the function's own runtime; AWS's for Java cannot stream. */
  private static final String WRAPPER = "/var/task/runtime.sh";

  private ProxyVariables() {}

  static Map<String, String> of(InferenceProxyProps props, Optional<LogGroup> bodyLog) {
    var variables = new LinkedHashMap<String, String>();
    variables.put("ENDPOINT_URL", props.endpointUrl());
    variables.put("TOKEN_SECRET_ARN", props.tokenSecret().getSecretArn());
    variables.put(
        "TOKEN_CACHE_SECONDS", Tokenization.stringifyNumber(props.tokenCache().toSeconds()));
    variables.putAll(props.deadlines().environment());
    variables.putAll(RequestRules.environment(props));
    props.table().ifPresent(table -> variables.put("STATE_TABLE", table.getTableName()));
    variables.put("TABLE_FAILURE", props.tableFailure().name());
    variables.putAll(props.spendCeiling().environment());
    variables.putAll(props.duplicateGuard().environment());
    variables.putAll(props.circuitBreaker().environment());
    variables.put(
        "IDEMPOTENCY_SECONDS",
        Tokenization.stringifyNumber(props.idempotencyRetention().toSeconds()));
    bodyLog.ifPresent(
        log -> {
          variables.put("BODY_LOG_GROUP", log.getLogGroupName());
          variables.put("BODY_LOG_SHARE", Tokenization.stringifyNumber(props.bodyLogShare()));
        });
    if (props.isStreaming()) {
      variables.put("AWS_LAMBDA_EXEC_WRAPPER", WRAPPER);
    }
    return variables;
  }
}
