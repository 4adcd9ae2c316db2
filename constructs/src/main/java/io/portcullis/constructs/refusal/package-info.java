/** What refusals have in common, whichever layer of the templates makes them. */
package io.portcullis.constructs.refusal;
