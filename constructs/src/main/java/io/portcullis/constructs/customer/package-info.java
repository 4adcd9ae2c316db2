/** Who calls, as values; the layers turn them into keys, plans and ranges. */
package io.portcullis.constructs.customer;
