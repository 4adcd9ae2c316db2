package io.portcullis.constructs.policy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FindingsTest {
  @ParameterizedTest
  @CsvSource({
    "AwsSolutions-APIG6, AwsSolutions::AwsSolutions-APIG6",
    "AwsSolutions-IAM5[Resource::*], AwsSolutions::AwsSolutions-IAM5[Resource::*]",
    "NIST.800.53.R5-LambdaDLQ, NIST.800.53.R5::NIST.800.53.R5-LambdaDLQ",
    "Portcullis-RuleOfThree, Portcullis::Portcullis-RuleOfThree",
    "CloudFormation-Validate::W3010, CloudFormation-Validate::W3010",
    "@aws-cdk/aws-lambda:codeShaMismatch, @aws-cdk/aws-lambda:codeShaMismatch"
  })
  void namesThePluginOfARule(String id, String qualified) {
    assertThat(Findings.qualified(id)).isEqualTo(qualified);
  }
}
