/** What a request may be and ask for. */
package io.portcullis.proxy.validation;
