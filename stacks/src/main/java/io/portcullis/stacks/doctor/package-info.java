/** What must be true of an AWS account before an environment is deployed into it. */
package io.portcullis.stacks.doctor;
