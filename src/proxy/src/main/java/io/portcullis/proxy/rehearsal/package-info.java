/** What is done before a snapshot of the function is taken; it knows no secret and calls nobody. */
package io.portcullis.proxy.rehearsal;
