/**
 * What differs from one environment to another, read strictly from {@code
 * environments/<name>.yaml}. Nothing here knows the CDK's constructs but their values.
 */
package io.portcullis.stacks.environment;
