/**
 * One policy, one class: what must hold in the templates, told from the templates alone. How
 * findings reach the validation report is not known here.
 */
package io.portcullis.constructs.policy.rule;
