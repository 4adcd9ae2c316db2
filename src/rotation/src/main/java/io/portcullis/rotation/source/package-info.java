/** Where the next token comes from, and which tokens of a secret there are. */
package io.portcullis.rotation.source;
