package io.portcullis.constructs.firewall;

import java.util.Map;
import software.amazon.awscdk.services.wafv2.CfnWebACL;

/** What becomes of a request that a rule matches. */
final class Actions {
  private Actions() {}

  static CfnWebACL.RuleActionProperty block(int status, String body) {
    return CfnWebACL.RuleActionProperty.builder()
        .block(
            CfnWebACL.BlockActionProperty.builder()
                .customResponse(
                    CfnWebACL.CustomResponseProperty.builder()
                        .responseCode(status)
                        .customResponseBodyKey(body)
                        .build())
                .build())
        .build();
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
