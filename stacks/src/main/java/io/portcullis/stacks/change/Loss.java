package io.portcullis.stacks.change;

/**
 * Something stored that a deployment would lose.
 *
 * @param stack name of the stack
 * @param id logical id
 * @param type CloudFormation type
 * @param how {@code replaced}, {@code deleted}, {@code left behind} or {@code shortened}
 * @param why what of the template does it
 * @param consequence what it means
 */
public record Loss(
    String stack, String id, String type, String how, String why, String consequence) {}
