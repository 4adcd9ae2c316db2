package io.portcullis.local.lambda;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;

/**
 * The environment variables of a function's process: what Lambda sets, what the template says, and
 * where the AWS services are. Nothing of the host's own environment is inherited.
 *
 * <p>Follows "Defined runtime environment variables"
 * (docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html) and "Service-specific
 * endpoints" (docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html).
 *
 * @param endpoints address of an AWS service, by the variable that the SDKs read
 * @param issuer what takes the place of the https address in the variable {@value #ISSUER}
 * @param internet what takes the place of every other one, so that no call leaves the machine
 */
public record ProcessVariables(Map<String, URI> endpoints, URI issuer, URI internet) {
  private static final String ISSUER = "ISSUER";

  Map<String, String> of(
      FunctionConfiguration function, String version, String taskRoot, String runtimeApi) {
    var variables = ofTemplate(function);
    endpoints.forEach((name, url) -> variables.put(name, url.toString()));
    variables.put("_HANDLER", function.handler());
    variables.put("AWS_REGION", function.region());
    variables.put("AWS_DEFAULT_REGION", function.region());
    variables.put("AWS_EXECUTION_ENV", "AWS_Lambda_java25");
    variables.put("AWS_LAMBDA_FUNCTION_NAME", function.name());
    variables.put("AWS_LAMBDA_FUNCTION_VERSION", version);
    variables.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", Integer.toString(function.memory()));
    variables.put("AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/" + function.name());
    variables.put("AWS_LAMBDA_LOG_STREAM_NAME", "local/[" + version + "]");
    variables.put("AWS_LAMBDA_RUNTIME_API", runtimeApi);
    variables.put(
        "AWS_LAMBDA_INITIALIZATION_TYPE",
        snapStart(function, version) ? "snap-start" : "on-demand");
    variables.put("AWS_ACCESS_KEY_ID", "local");
    variables.put("AWS_SECRET_ACCESS_KEY", "local");
    variables.put("AWS_SESSION_TOKEN", "local");
    variables.put("AWS_EC2_METADATA_DISABLED", "true");
    variables.put("LAMBDA_TASK_ROOT", taskRoot);
    variables.put("LANG", "en_US.UTF-8");
    variables.put("TZ", ":UTC");
    variables.put("PATH", System.getProperty("java.home") + "/bin:/usr/local/bin:/usr/bin:/bin");
    return variables;
  }

  /** What the template says, with the addresses of this machine. */
  Map<String, String> ofTemplate(FunctionConfiguration function) {
    var variables = new HashMap<String, String>();
    function
        .variables()
        .forEach(
            (name, value) ->
                variables.put(name, onThisMachine(value, name.equals(ISSUER) ? issuer : internet)));
    return variables;
  }

  private static boolean snapStart(FunctionConfiguration function, String version) {
    return function.snapStart() && !version.equals(Lambda.LATEST);
  }

  /** Keeps the path and query of an https address, and sends it to this machine. */
  private static String onThisMachine(String value, URI standIn) {
    if (!value.startsWith("https://")) {
      return value;
    }
    var path = value.indexOf('/', "https://".length());
    return standIn + (path < 0 ? "" : value.substring(path));
  }
}
