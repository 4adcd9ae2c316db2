package io.portcullis.aws;

/**
 * What a service is asked to do.
 *
 * @param name such as {@code GetItem}
 * @param repeatable whether it does no harm to ask again where the service may have done it already
 */
public record AwsOperation(String name, boolean repeatable) {

  /** One that comes to the same however often it is done. */
  public static AwsOperation repeatable(String name) {
    return new AwsOperation(name, true);
  }

  /** One that is asked for again only where it is certain that it was not done. */
  public static AwsOperation once(String name) {
    return new AwsOperation(name, false);
  }
}
