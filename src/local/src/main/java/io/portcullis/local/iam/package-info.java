/**
 * Policies of AWS Identity and Access Management, and the principals that are played on this
 * machine. Knows no service: who asks for what is said to it.
 */
package io.portcullis.local.iam;
