package io.portcullis.local.huggingface;

/**
 * The endpoint that is served.
 *
 * @param namespace the organization that owns it
 * @param type who may call it, as its description says; this one wants a token whatever it says
 */
record HostedEndpoint(String namespace, String name, String type) {
  static final HostedEndpoint DEFAULT = new HostedEndpoint("stand-in", "endpoint", "private");
}
