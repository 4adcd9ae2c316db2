/** Texts, JSON and media types, without silent repair. */
package io.portcullis.proxy.content;
