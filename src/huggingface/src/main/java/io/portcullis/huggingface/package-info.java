/**
 * What the functions share about Hugging Face: its tokens and its Hub API. Nothing of AWS belongs
 * here, and nothing that only one function needs.
 */
package io.portcullis.huggingface;
