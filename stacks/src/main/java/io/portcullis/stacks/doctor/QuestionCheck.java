package io.portcullis.stacks.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import io.portcullis.stacks.aws.AwsAnswer;
import io.portcullis.stacks.aws.AwsCli;

/** A check that one answer of AWS decides. */
interface QuestionCheck extends Check {
  AwsAnswer ask(AwsCli aws);

  Verdict judge(JsonNode answer);

  /** What it means that AWS refuses to answer, unless the refusal is the answer. */
  default Verdict judge(AwsAnswer.Refusal refusal) {
    return Verdict.notKnown(refusal);
  }

  @Override
  default Verdict examine(AwsCli aws) {
    var answer = ask(aws);
    return answer instanceof AwsAnswer.Body body
        ? judge(body.json())
        : judge((AwsAnswer.Refusal) answer);
  }
}
