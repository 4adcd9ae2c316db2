package io.portcullis.stacks.doctor;

import io.portcullis.stacks.aws.AwsCli;

/** Something that must be true before a deployment. */
interface Check {
  /** What is looked at, in a word or two. */
  String subject();

  Verdict examine(AwsCli aws);
}
