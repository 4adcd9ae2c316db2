/** The AWS CLI of this machine, as the one way in which the tools ask an account something. */
package io.portcullis.stacks.aws;
