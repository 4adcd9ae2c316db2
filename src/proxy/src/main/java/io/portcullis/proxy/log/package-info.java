/** What is told of a request, to people and to CloudWatch. */
package io.portcullis.proxy.log;
