/**
 * The local front door: starts the services, binds them to the template, and the command around it.
 * No behaviour of a service.
 */
package io.portcullis.local;
