/** What is told of a run, to people and to CloudWatch. */
package io.portcullis.rotation.log;
