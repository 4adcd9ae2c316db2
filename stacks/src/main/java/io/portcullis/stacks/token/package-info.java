/**
 * The Hugging Face token of an environment as an operator handles it: brought, rotated, looked at
 * and revoked. No value is ever printed, written to a file or made a word of a command.
 */
package io.portcullis.stacks.token;
