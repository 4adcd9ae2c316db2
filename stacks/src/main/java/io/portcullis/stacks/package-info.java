/**
 * The app: every environment as a stage of two stacks. Configuration meets constructs here and
 * nowhere else.
 */
package io.portcullis.stacks;
