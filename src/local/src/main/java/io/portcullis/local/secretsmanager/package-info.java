/**
 * AWS Secrets Manager in memory: versions, labels and rotation. Knows nothing of a secret's use.
 */
package io.portcullis.local.secretsmanager;
