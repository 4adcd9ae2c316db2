/**
 * The Hugging Face token: where it is kept and how it is replaced. Who calls with it lives
 * elsewhere.
 */
package io.portcullis.constructs.token;
