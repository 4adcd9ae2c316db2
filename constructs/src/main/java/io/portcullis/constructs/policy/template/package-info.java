/**
 * Synthesized CloudFormation templates as rules read them: resources, their properties, and what
 * intrinsic functions refer to, across stacks. What is right or wrong is not known here.
 */
package io.portcullis.constructs.policy.template;
