package io.portcullis.constructs.firewall;

import java.util.List;
import java.util.Map;
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

/** What the firewall saw and decided, without the credentials that callers sent. */
final class FirewallLog extends Construct {
  /**
   * Headers that carry credentials; a client of the OpenAI API sends its token whether it is asked
   * for or not.
   */
  static final List<String> SECRET_HEADERS =
      List.of("authorization", "cookie", "proxy-authorization", "x-api-key");

  private final LogGroup logGroup;

  FirewallLog(Construct scope, String id, CfnWebACL webAcl, ApiFirewallProps props) {
    super(scope, id);
    logGroup = logGroup(props);
    configuration(webAcl);
  }

  LogGroup getLogGroup() {
    return logGroup;
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
  private void configuration(CfnWebACL webAcl) {
    var destination =
        Stack.of(this)
            .formatArn(
                ArnComponents.builder()
                    .service("logs")
                    .resource("log-group")
                    .resourceName(logGroup.getLogGroupName())
                    .arnFormat(ArnFormat.COLON_RESOURCE_NAME)
                    .build());
    CfnLoggingConfiguration.Builder.create(this, "Configuration")
        .resourceArn(webAcl.getAttrArn())
        .logDestinationConfigs(List.of(destination))
        .redactedFields(SECRET_HEADERS.stream().map(FirewallLog::header).toList())
        .build();
  }

  private static CfnLoggingConfiguration.FieldToMatchProperty header(String name) {
    return CfnLoggingConfiguration.FieldToMatchProperty.builder()
        .singleHeader(Map.of("Name", name))
        .build();
  }
}
