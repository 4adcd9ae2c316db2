/** What is done beside rotations: looking after the current token, and ending replaced ones. */
package io.portcullis.rotation.watch;
