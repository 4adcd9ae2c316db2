/**
 * What functions do before a snapshot of them is taken, so that whoever starts from it has loaded
 * what a first call needs. Knows no secret, and calls nobody outside the process.
 */
package io.portcullis.http.rehearsal;
