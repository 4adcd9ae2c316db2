/** A request as API Gateway hands it over. */
package io.portcullis.proxy.request;
