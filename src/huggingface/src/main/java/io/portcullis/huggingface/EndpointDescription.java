package io.portcullis.huggingface;

/**
 * What Hugging Face says of an endpoint.
 *
 * @param type who may call it: {@code public} anyone, {@code authenticated} any account of Hugging
 *     Face, {@code private} its owner's alone; or {@link WhoAmI#UNRECOGNIZED}
 * @param state such as {@code running}; or {@link WhoAmI#UNRECOGNIZED}
 */
public record EndpointDescription(String type, String state) {}
