package io.portcullis.stacks.change;

/**
 * Something that a deployment would open.
 *
 * @param stack name of the stack
 * @param id logical id
 * @param what what becomes possible, in words
 */
public record Widening(String stack, String id, String what) {}
