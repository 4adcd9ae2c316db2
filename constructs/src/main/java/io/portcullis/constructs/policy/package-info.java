/**
 * What synthesis is checked for, and where a finding is acknowledged. The rules are a package of
 * their own and know nothing of the CDK; what is checked lives with its own layer.
 */
package io.portcullis.constructs.policy;
