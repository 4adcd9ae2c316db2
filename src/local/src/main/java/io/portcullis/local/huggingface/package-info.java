/** The Hugging Face stand-in: an endpoint and the Hub's token API. Nothing of AWS. */
package io.portcullis.local.huggingface;
