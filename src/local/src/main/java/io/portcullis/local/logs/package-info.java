/** CloudWatch Logs for the groups that a function writes to itself, on this machine. */
package io.portcullis.local.logs;
