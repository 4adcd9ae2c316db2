/**
 * What synthesis is checked for, and where a finding is acknowledged. What is checked lives with
 * its own layer.
 */
package io.portcullis.constructs.policy;
