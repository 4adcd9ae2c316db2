package io.portcullis.constructs.firewall;

import java.util.Map;
import software.amazon.awscdk.services.wafv2.CfnWebACL;

/** What becomes of a request that a rule matches. */
final class Actions {
  private Actions() {}

  /** Headers keep their names: AWS WAF prefixes those alone that it puts into requests. */
  static CfnWebACL.RuleActionProperty block(int status, String body, Map<String, String> headers) {
    return CfnWebACL.RuleActionProperty.builder()
        .block(
            CfnWebACL.BlockActionProperty.builder()
                .customResponse(
                    CfnWebACL.CustomResponseProperty.builder()
                        .responseCode(status)
                        .customResponseBodyKey(body)
                        .responseHeaders(
                            headers.entrySet().stream()
                                .map(header -> header(header.getKey(), header.getValue()))
                                .toList())
                        .build())
                .build())
        .build();
  }

  private static CfnWebACL.CustomHTTPHeaderProperty header(String name, String value) {
    return CfnWebACL.CustomHTTPHeaderProperty.builder().name(name).value(value).build();
  }

  /** The request goes on to the next rule. */
  static CfnWebACL.RuleActionProperty count() {
    return CfnWebACL.RuleActionProperty.builder()
        .count(CfnWebACL.CountActionProperty.builder().build())
        .build();
  }

  /** What a managed rule group decides, or, counted, nothing. */
  static CfnWebACL.OverrideActionProperty ofGroup(boolean counted) {
    var override = CfnWebACL.OverrideActionProperty.builder();
    return (counted ? override.count(Map.of()) : override.none(Map.of())).build();
  }
}
