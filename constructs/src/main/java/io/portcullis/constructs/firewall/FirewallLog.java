package io.portcullis.constructs.firewall;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import software.amazon.awscdk.ArnComponents;
import software.amazon.awscdk.ArnFormat;
import software.amazon.awscdk.Fn;
import software.amazon.awscdk.Names;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.UniqueResourceNameOptions;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.wafv2.CfnLoggingConfiguration;
import software.amazon.awscdk.services.wafv2.CfnWebACL;
import software.constructs.Construct;

/** What the firewall refused and what it counted, without the secrets that callers sent. */
final class FirewallLog extends Construct {
  private final LogGroup logGroup;
  private final CfnLoggingConfiguration configuration;

  FirewallLog(Construct scope, String id, CfnWebACL webAcl, ApiFirewallProps props) {
    super(scope, id);
    logGroup = logGroup(props);
    configuration = configuration(webAcl);
  }

  LogGroup getLogGroup() {
    return logGroup;
  }

  CfnLoggingConfiguration getConfiguration() {
    return configuration;
  }

  private LogGroup logGroup(ApiFirewallProps props) {
    return LogGroup.Builder.create(this, "LogGroup")
        .logGroupName(logGroupName())
        .encryptionKey(props.encryptionKey().orElse(null))
        .retention(props.logRetention())
        .removalPolicy(props.removalPolicy())
        .build();
  }

  /**
   * AWS WAF takes log groups of this prefix alone. The stack's own id is a part, so that a retained
   * log group does not bar the next stack of the same name.
   */
  private String logGroupName() {
    var place =
        Names.uniqueResourceName(this, UniqueResourceNameOptions.builder().maxLength(100).build());
    var stackId = Fn.select(2, Fn.split("/", Stack.of(this).getStackId()));
    return "aws-waf-logs-%s-%s".formatted(place, stackId);
  }

  /** The log group's ARN without the ":*" that names its streams, which AWS WAF refuses. */
  private CfnLoggingConfiguration configuration(CfnWebACL webAcl) {
    var destination =
        Stack.of(this)
            .formatArn(
                ArnComponents.builder()
                    .service("logs")
                    .resource("log-group")
                    .resourceName(logGroup.getLogGroupName())
                    .arnFormat(ArnFormat.COLON_RESOURCE_NAME)
                    .build());
    return CfnLoggingConfiguration.Builder.create(this, "Configuration")
        .resourceArn(webAcl.getAttrArn())
        .logDestinationConfigs(List.of(destination))
        .loggingFilter(blockedAndCounted())
        .redactedFields(ProtectedFields.redacted())
        .build();
  }

  /**
   * The API's access log has a line for every call that passes, so this one leaves them out. Rules
   * of managed groups that always count stay out as well: one of them matches every body over 8 KB.
   * CDK passes a filter on as it is.
   */
  private static Map<String, Object> blockedAndCounted() {
    var conditions = Stream.of("BLOCK", "COUNT").map(FirewallLog::action).toList();
    var keep =
        sorted(Map.of("Behavior", "KEEP", "Requirement", "MEETS_ANY", "Conditions", conditions));
    return sorted(Map.of("DefaultBehavior", "DROP", "Filters", List.of(keep)));
  }

  private static Map<String, Object> action(String action) {
    return Map.of("ActionCondition", Map.of("Action", action));
  }

  /** In the same order every time, so that the same template has the same hash. */
  private static Map<String, Object> sorted(Map<String, Object> map) {
    return new TreeMap<>(map);
  }
}
