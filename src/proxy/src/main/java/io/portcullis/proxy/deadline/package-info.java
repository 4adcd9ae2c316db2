/** The time that a request may take. */
package io.portcullis.proxy.deadline;
