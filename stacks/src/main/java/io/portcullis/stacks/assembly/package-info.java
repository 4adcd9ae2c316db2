/**
 * A synthesized environment as its templates say it. Nothing here knows the constructs, so that the
 * tools tell what is deployed and not what was meant.
 */
package io.portcullis.stacks.assembly;
