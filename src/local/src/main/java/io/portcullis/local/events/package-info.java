/**
 * Amazon EventBridge's default bus: the rules of the template and their functions. Knows nothing of
 * what an event means.
 */
package io.portcullis.local.events;
