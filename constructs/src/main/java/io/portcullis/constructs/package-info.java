/**
 * The whole front door, composed: what a team adds to its own stacks. What a single layer is made
 * of lives in the packages below; nothing here knows an environment.
 */
package io.portcullis.constructs;
