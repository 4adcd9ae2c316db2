/** Secrets, their versions and the labels that say which of them counts. */
package io.portcullis.rotation.secret;
