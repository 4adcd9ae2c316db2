/**
 * An environment in words: what a person asks before trusting a front door, read from the templates
 * that are deployed.
 */
package io.portcullis.stacks.explain;
