/** What a client gets, and how API Gateway takes it from the function. */
package io.portcullis.proxy.answer;
