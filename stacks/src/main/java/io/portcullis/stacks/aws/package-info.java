/** The AWS CLI of this machine, as the one way in which the tools reach an account. */
package io.portcullis.stacks.aws;
