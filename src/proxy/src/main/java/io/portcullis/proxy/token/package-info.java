/** The Hugging Face token. */
package io.portcullis.proxy.token;
